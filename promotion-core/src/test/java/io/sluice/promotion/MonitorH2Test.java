package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class MonitorH2Test extends MonitorContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
