package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PreferenceH2Test extends PreferenceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
