package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class OverviewH2Test extends OverviewContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
