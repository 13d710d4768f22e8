package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AccessPostgresTest extends AccessContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
