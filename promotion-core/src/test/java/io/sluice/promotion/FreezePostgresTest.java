package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class FreezePostgresTest extends FreezeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
