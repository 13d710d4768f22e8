package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class MonitorPostgresTest extends MonitorContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
