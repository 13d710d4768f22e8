package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class WorkspaceMigrationH2Test extends WorkspaceMigrationContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
