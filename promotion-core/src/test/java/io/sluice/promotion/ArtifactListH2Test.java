package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ArtifactListH2Test extends ArtifactListContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
