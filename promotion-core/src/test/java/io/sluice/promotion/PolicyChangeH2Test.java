package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PolicyChangeH2Test extends PolicyChangeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
