package io.sluice.example.benchmark.camunda;

import java.util.concurrent.atomic.LongAdder;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** What a reminder does: as little as there is. Public because expressions call it. */
public final class Remind {
    private final LongAdder sent = new LongAdder();

    Remind() {}

    /** Sends a reminder. */
    public void send(DelegateExecution execution) {
        if (!execution.getId().isEmpty()) {
            sent.increment();
        }
    }

    long sent() {
        return sent.sum();
    }
}
