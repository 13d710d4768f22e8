package io.sluice.promotion.bpmn.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;

/** What the library adds to the elements of a process that carry its extension properties. */
public interface ContractListeners {
    /** Runs when an approval step is reached. */
    TaskListener approvalReached(Optional<String> stage);

    /** Runs when a repair step is reached. */
    TaskListener repairReached();

    /** Runs when a step that people decide is about to be completed. */
    TaskListener completing();

    /** Runs when an end event with an outcome is reached. */
    ExecutionListener ended(String outcome);

    /** Runs when a step is reached whose work is done outside of the transaction. */
    ExecutionListener workReached();
}
