package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class TaskListH2Test extends TaskListContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
