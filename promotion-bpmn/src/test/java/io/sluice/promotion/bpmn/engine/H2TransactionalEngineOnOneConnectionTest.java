package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class H2TransactionalEngineOnOneConnectionTest extends TransactionalEngineContract {
    H2TransactionalEngineOnOneConnectionTest() {
        super(TestDatabases.h2(1));
    }
}
