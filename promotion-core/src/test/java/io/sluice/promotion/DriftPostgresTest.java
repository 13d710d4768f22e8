package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DriftPostgresTest extends DriftContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
