package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class LayoutRacePostgresTest extends LayoutRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
