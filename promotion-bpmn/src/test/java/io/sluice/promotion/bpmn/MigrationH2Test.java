package io.sluice.promotion.bpmn;

class MigrationH2Test extends MigrationContract {
    MigrationH2Test() {
        super(ProcessFixture.shared());
    }
}
