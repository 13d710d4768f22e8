package io.sluice.promotion.bpmn;

class MigrationPostgresTest extends MigrationContract {
    MigrationPostgresTest() {
        super(ProcessFixture.sharedOnPostgres());
    }
}
