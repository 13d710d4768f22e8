package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ClosingGatePostgresTest extends ClosingGateContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
