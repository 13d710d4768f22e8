package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class StatementPostgresTest extends StatementContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }

    @Override
    int approval() {
        return 7;
    }
}
