package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class ControlPostgresTest extends ControlContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
