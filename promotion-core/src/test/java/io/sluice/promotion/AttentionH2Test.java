package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AttentionH2Test extends AttentionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
