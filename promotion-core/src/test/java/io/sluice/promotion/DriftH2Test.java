package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DriftH2Test extends DriftContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
