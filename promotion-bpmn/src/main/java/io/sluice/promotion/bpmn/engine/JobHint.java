package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/**
 * Wakes this node's job executor when there is something to do right away, such as a timer that was moved to now. Work
 * that nobody hints at is found by the next look, seconds later.
 */
public final class JobHint {
    private final Transactions transactions;
    private final JobExecutor executor;

    JobHint(Transactions transactions, JobExecutor executor) {
        this.transactions = transactions;
        this.executor = executor;
    }

    /** Wakes it after the present unit of work has committed, and at once when there is none. */
    public void afterCommit() {
        if (!transactions.active()) {
            executor.jobWasAdded();
            return;
        }
        transactions.register(new Transactions.Callback() {
            @Override
            public void afterCommit() {
                executor.jobWasAdded();
            }
        });
    }
}
