package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class PeoplePostgresTest extends PeopleContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
