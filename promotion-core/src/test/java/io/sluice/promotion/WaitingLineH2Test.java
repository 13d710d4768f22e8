package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WaitingLineH2Test extends WaitingLineContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
