package io.sluice.promotion.bpmn;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Does everything on the thread that asks for it, until it is shut down. */
final class HandsHere extends AbstractExecutorService {
    private boolean down;

    @Override
    public void execute(Runnable command) {
        if (down) {
            throw new RejectedExecutionException("These hands rest.");
        }
        command.run();
    }

    @Override
    public void shutdown() {
        down = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        down = true;
        return List.of();
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
