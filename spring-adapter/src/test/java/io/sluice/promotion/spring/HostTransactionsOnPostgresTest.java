package io.sluice.promotion.spring;

import io.sluice.promotion.testing.TestDatabase;

class HostTransactionsOnPostgresTest extends HostTransactionsContract {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
