package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class UnitH2Test extends UnitContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
