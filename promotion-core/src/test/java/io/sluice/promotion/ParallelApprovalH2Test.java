package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ParallelApprovalH2Test extends ParallelApprovalContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
