package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ArtifactListPostgresTest extends ArtifactListContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
