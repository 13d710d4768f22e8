package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class JourneyH2Test extends JourneyContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
