package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class StatementH2Test extends StatementContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }

    @Override
    int approval() {
        return 9;
    }
}
