package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ParallelApprovalPostgresTest extends ParallelApprovalContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
