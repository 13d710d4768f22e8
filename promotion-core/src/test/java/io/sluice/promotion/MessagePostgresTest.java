package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class MessagePostgresTest extends MessageContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
