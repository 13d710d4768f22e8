package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class PostgresEngineSchemaTest extends EngineSchemaContract {
    PostgresEngineSchemaTest() {
        super(TestDatabases.postgres(6));
    }
}
