package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WorkspacePostgresTest extends WorkspaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
