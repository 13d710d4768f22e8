package io.sluice.promotion.bpmn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps what it is given until a test has it done, one piece after the other. */
final class HandsInTurn extends AbstractExecutorService {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean down;

    @Override
    public void execute(Runnable command) {
        waiting.add(command);
    }

    /** Does the piece that has waited longest. */
    void next() {
        waiting.remove().run();
    }

    /** How many pieces wait. */
    int waiting() {
        return waiting.size();
    }

    @Override
    public void shutdown() {
        down = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        down = true;
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return down;
    }

    @Override
    public boolean isTerminated() {
        return down;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
