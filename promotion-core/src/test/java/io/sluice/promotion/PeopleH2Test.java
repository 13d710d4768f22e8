package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PeopleH2Test extends PeopleContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
