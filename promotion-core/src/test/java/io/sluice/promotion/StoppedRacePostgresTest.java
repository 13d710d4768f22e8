package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class StoppedRacePostgresTest extends StoppedRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
