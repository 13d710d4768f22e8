package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class OutboxRowsH2Test extends OutboxRowsContract {
    OutboxRowsH2Test() {
        super(TestDatabase::h2Memory);
    }
}
