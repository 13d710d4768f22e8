package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class RolesPostgresTest extends RolesContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
