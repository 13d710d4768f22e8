package io.sluice.promotion.bpmn;

import io.sluice.promotion.testing.TestDatabase;

class HostsEngineH2Test extends HostsEngineContract {
    @Override
    TestDatabase database() {
        return TestDatabase.h2Memory();
    }
}
