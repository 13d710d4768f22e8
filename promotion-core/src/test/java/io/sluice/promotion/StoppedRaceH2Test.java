package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class StoppedRaceH2Test extends StoppedRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
