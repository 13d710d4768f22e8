package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.testing.TestDatabases;

class H2EngineSchemaTest extends EngineSchemaContract {
    H2EngineSchemaTest() {
        super(TestDatabases.h2(6));
    }
}
