package io.sluice.promotion.bpmn;

import io.sluice.promotion.testing.TestDatabase;

class OneTransactionInHostsEngineTest extends OneTransactionContract {
    @Override
    ProcessFixture open() {
        return ProcessFixture.inEngineOfHost(TestDatabase.h2Memory(), settings -> {});
    }
}
