package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SkippingH2Test extends SkippingContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
