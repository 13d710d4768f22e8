package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class LayoutRaceH2Test extends LayoutRaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
