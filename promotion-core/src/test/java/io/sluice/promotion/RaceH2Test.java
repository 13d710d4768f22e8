package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RaceH2Test extends RaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
