package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class UnitOfWorkH2FileTest extends UnitOfWorkContract {
    UnitOfWorkH2FileTest() {
        super(TestDatabase::h2File);
    }
}
