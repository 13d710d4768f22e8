package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class MessageH2Test extends MessageContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
