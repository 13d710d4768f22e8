package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AbuseH2Test extends AbuseContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
