package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class UnitPostgresTest extends UnitContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
