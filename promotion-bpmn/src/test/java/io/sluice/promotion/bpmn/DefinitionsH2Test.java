package io.sluice.promotion.bpmn;

class DefinitionsH2Test extends DefinitionsContract {
    DefinitionsH2Test() {
        super(ProcessFixture.shared());
    }
}
