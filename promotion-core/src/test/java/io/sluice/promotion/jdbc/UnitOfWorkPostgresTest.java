package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class UnitOfWorkPostgresTest extends UnitOfWorkContract {
    UnitOfWorkPostgresTest() {
        super(TestDatabase::postgres);
    }
}
