package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class FreezeH2Test extends FreezeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
