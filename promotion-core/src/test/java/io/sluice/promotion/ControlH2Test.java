package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ControlH2Test extends ControlContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
