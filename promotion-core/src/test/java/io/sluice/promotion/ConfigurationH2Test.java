package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ConfigurationH2Test extends ConfigurationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
