package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ClosingGateH2Test extends ClosingGateContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
