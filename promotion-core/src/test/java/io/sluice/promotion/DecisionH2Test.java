package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DecisionH2Test extends DecisionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
