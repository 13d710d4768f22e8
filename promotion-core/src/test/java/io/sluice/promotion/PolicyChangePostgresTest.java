package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PolicyChangePostgresTest extends PolicyChangeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
