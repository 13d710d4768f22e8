package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PreferencePostgresTest extends PreferenceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
