package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RepetitionH2Test extends RepetitionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
