package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class DryRunPostgresTest extends DryRunContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
