package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ActionH2Test extends ActionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
