package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class BadInputH2Test extends BadInputContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
