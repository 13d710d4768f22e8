package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SafeModePostgresTest extends SafeModeContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
