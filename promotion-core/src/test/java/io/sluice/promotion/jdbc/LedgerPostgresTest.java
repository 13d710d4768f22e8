package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class LedgerPostgresTest extends LedgerContract {
    LedgerPostgresTest() {
        super(TestDatabase::postgres);
    }
}
