package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PermissionsH2Test extends PermissionsContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
