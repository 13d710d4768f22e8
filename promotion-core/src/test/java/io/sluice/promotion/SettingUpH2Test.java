package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class SettingUpH2Test extends SettingUpContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
