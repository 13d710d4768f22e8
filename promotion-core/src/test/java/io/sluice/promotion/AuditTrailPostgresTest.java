package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AuditTrailPostgresTest extends AuditTrailContract {
    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }
}
