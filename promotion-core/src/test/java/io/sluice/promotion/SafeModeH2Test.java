package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SafeModeH2Test extends SafeModeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
