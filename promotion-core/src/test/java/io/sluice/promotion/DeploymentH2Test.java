package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DeploymentH2Test extends DeploymentContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
