package io.sluice.promotion.spring;

import io.sluice.promotion.testing.TestDatabase;

class HostTransactionsOnH2Test extends HostTransactionsContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}
