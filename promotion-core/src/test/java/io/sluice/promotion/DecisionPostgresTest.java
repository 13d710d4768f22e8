package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DecisionPostgresTest extends DecisionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
