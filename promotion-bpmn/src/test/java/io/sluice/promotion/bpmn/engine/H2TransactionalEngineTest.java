package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class H2TransactionalEngineTest extends TransactionalEngineContract {
    H2TransactionalEngineTest() {
        super(TestDatabases.h2(4));
    }
}
