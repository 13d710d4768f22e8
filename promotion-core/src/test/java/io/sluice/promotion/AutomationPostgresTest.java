package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AutomationPostgresTest extends AutomationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
