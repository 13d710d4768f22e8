package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class JourneyPostgresTest extends JourneyContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
