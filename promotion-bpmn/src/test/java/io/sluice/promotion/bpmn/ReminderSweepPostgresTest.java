package io.sluice.promotion.bpmn;

class ReminderSweepPostgresTest extends ReminderSweepContract {
    @Override
    ProcessFixture open() {
        return ProcessFixture.sharedOnPostgres();
    }
}
