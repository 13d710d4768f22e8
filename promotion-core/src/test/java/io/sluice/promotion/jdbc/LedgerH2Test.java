package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class LedgerH2Test extends LedgerContract {
    LedgerH2Test() {
        super(TestDatabase::h2Memory);
    }
}
