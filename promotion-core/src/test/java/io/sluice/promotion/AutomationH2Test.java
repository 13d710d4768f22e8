package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AutomationH2Test extends AutomationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
