package io.sluice.promotion.model;

import io.sluice.promotion.testing.TestDatabase;

class ModelPostgresTest extends ModelContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }

    @Override
    int sequences() {
        return 2_000;
    }
}
