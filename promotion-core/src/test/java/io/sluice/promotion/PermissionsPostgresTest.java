package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PermissionsPostgresTest extends PermissionsContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
