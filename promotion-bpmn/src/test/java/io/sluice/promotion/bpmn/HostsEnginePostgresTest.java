package io.sluice.promotion.bpmn;

import io.sluice.promotion.testing.TestDatabase;

class HostsEnginePostgresTest extends HostsEngineContract {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
