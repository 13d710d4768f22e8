package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class EmergencyH2Test extends EmergencyContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
