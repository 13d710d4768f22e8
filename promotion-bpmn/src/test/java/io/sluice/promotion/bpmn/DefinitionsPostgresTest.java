package io.sluice.promotion.bpmn;

class DefinitionsPostgresTest extends DefinitionsContract {
    DefinitionsPostgresTest() {
        super(ProcessFixture.sharedOnPostgres());
    }
}
