package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class TimingPostgresTest extends TimingContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
