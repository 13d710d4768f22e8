package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DelegationPostgresTest extends DelegationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
