package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class BadInputPostgresTest extends BadInputContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
