package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class OverviewPostgresTest extends OverviewContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
