package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class WorkspaceMigrationPostgresTest extends WorkspaceMigrationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
