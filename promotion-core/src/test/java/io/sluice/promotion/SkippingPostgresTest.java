package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SkippingPostgresTest extends SkippingContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
