package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class TaskRowsPostgresTest extends TaskRowsContract {
    TaskRowsPostgresTest() {
        super(TestDatabase::postgres);
    }
}
