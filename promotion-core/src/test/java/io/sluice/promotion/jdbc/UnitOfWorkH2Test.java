package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class UnitOfWorkH2Test extends UnitOfWorkContract {
    UnitOfWorkH2Test() {
        super(TestDatabase::h2Memory);
    }
}
