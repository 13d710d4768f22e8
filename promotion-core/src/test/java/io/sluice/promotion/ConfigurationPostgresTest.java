package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ConfigurationPostgresTest extends ConfigurationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
