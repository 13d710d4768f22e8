package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RacePostgresTest extends RaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
