package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class WorkspaceH2Test extends WorkspaceContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
