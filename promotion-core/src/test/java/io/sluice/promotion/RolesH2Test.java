package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RolesH2Test extends RolesContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
