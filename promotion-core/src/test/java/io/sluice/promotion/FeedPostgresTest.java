package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class FeedPostgresTest extends FeedContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
