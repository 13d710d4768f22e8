package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DeploymentPostgresTest extends DeploymentContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
