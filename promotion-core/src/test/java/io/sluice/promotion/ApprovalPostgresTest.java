package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ApprovalPostgresTest extends ApprovalContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
