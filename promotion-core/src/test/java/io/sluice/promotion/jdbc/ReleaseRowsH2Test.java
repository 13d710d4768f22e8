package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class ReleaseRowsH2Test extends ReleaseRowsContract {
    ReleaseRowsH2Test() {
        super(TestDatabase::h2Memory);
    }
}
