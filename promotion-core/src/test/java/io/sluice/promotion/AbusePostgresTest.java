package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AbusePostgresTest extends AbuseContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
