package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DryRunH2Test extends DryRunContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
