package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class TenantIsolationH2Test extends TenantIsolationContract {
    TenantIsolationH2Test() {
        super(TestDatabase::h2Memory);
    }
}
