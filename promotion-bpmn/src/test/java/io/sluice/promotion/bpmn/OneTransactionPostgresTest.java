package io.sluice.promotion.bpmn;

class OneTransactionPostgresTest extends OneTransactionContract {
    @Override
    ProcessFixture open() {
        return ProcessFixture.sharedOnPostgres();
    }
}
