package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class PostgresTransactionalEngineOnOneConnectionTest extends TransactionalEngineContract {
    PostgresTransactionalEngineOnOneConnectionTest() {
        super(TestDatabases.postgres(1));
    }
}
