package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class HoldRacePostgresTest extends HoldRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
