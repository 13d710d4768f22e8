package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class FeedH2Test extends FeedContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
