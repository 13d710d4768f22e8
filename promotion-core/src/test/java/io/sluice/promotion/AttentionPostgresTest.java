package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AttentionPostgresTest extends AttentionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
