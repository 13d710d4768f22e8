package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SettingUpPostgresTest extends SettingUpContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
