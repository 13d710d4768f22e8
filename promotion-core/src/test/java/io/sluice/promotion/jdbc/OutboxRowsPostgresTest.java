package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class OutboxRowsPostgresTest extends OutboxRowsContract {
    OutboxRowsPostgresTest() {
        super(TestDatabase::postgres);
    }
}
