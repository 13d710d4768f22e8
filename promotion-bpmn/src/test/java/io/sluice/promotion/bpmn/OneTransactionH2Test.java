package io.sluice.promotion.bpmn;

class OneTransactionH2Test extends OneTransactionContract {
    @Override
    ProcessFixture open() {
        return ProcessFixture.shared();
    }
}
