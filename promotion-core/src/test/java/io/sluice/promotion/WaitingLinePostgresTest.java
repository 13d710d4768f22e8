package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WaitingLinePostgresTest extends WaitingLineContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
