package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class EmergencyPostgresTest extends EmergencyContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
