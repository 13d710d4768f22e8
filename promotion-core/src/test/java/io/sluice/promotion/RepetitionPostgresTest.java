package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RepetitionPostgresTest extends RepetitionContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
