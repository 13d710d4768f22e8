package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AccessH2Test extends AccessContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
