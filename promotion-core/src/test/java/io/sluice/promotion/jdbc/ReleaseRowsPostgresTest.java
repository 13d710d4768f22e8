package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class ReleaseRowsPostgresTest extends ReleaseRowsContract {
    ReleaseRowsPostgresTest() {
        super(TestDatabase::postgres);
    }
}
