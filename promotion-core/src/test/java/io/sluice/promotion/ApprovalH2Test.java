package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ApprovalH2Test extends ApprovalContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
