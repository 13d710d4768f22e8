package io.sluice.example.benchmark.flowable;

import io.sluice.example.benchmark.contest.Hints;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.engine.delegate.event.AbstractFlowableEngineEventListener;
import org.flowable.engine.delegate.event.FlowableActivityEvent;

/** Says after the commit what moved, since work for outside is completed by a job of its own. */
final class Signals extends AbstractFlowableEngineEventListener {
    private final Hints hints;
    private volatile Runnable wake = () -> {};

    Signals(Hints hints) {
        this.hints = hints;
        setOnTransaction("COMMITTED");
    }

    /** What is done when there may be work for outside. */
    void onWork(Runnable action) {
        wake = action;
    }

    @Override
    protected void activityStarted(FlowableActivityEvent event) {
        wake.run();
    }

    @Override
    protected void taskCreated(FlowableEngineEntityEvent event) {
        hints.moved(event.getProcessInstanceId());
    }

    @Override
    protected void processCompleted(FlowableEngineEntityEvent event) {
        hints.moved(event.getProcessInstanceId());
    }

    @Override
    public boolean isFailOnException() {
        return false;
    }
}
