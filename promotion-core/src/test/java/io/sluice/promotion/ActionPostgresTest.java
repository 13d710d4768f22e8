package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ActionPostgresTest extends ActionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
