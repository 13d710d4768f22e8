package io.sluice.promotion.jdbc;

import io.sluice.promotion.testing.TestDatabase;

class TenantIsolationPostgresTest extends TenantIsolationContract {
    TenantIsolationPostgresTest() {
        super(TestDatabase::postgres);
    }
}
