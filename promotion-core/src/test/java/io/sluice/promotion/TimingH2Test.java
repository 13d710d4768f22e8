package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class TimingH2Test extends TimingContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
