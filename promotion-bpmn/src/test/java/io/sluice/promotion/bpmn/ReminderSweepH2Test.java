package io.sluice.promotion.bpmn;

class ReminderSweepH2Test extends ReminderSweepContract {
    @Override
    ProcessFixture open() {
        return ProcessFixture.shared();
    }
}
