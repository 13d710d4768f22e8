package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class HoldRaceH2Test extends HoldRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
