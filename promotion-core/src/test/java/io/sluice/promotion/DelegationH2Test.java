package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DelegationH2Test extends DelegationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
