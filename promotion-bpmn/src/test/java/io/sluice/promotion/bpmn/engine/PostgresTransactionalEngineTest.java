package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class PostgresTransactionalEngineTest extends TransactionalEngineContract {
    PostgresTransactionalEngineTest() {
        super(TestDatabases.postgres(4));
    }
}
