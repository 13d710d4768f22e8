package io.sluice.promotion;

import io.sluice.promotion.testing.TestDatabase;

class AuditTrailH2Test extends AuditTrailContract {
    @Override
    TestDatabase open() {
        return TestDatabase.h2Memory();
    }
}
