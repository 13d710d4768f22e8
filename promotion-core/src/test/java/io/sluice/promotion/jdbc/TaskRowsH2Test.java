package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class TaskRowsH2Test extends TaskRowsContract {
    TaskRowsH2Test() {
        super(TestDatabase::h2Memory);
    }
}
