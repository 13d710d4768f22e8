package io.sluice.promotion.model;

import io.sluice.promotion.testing.TestDatabase;

class ModelH2Test extends ModelContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }

    @Override
    int sequences() {
        return 2_000;
    }
}
