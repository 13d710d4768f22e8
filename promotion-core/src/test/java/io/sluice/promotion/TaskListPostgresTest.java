package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class TaskListPostgresTest extends TaskListContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
