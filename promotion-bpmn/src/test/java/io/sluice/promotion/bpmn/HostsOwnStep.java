package io.sluice.promotion.bpmn;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** A class that a process of a host names. */
public final class HostsOwnStep implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("ran", true);
    }
}
