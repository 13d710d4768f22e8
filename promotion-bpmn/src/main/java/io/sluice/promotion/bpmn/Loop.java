package io.sluice.promotion.bpmn;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that looks for work: at once after it found some or was woken, else after pauses that grow. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Thread thread;
    private final Duration shortest;
    private final Duration longest;
    private final BooleanSupplier work;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running = true;

    /**
     * A loop that is not started yet.
     *
     * @param work does what there is to do and says whether there was anything
     */
    Loop(String name, Duration shortest, Duration longest, BooleanSupplier work) {
        this.shortest = shortest;
        this.longest = longest;
        this.work = work;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakeUps.release();
    }

    private void run() {
        Duration pause = shortest;
        while (running) {
            boolean found = found();
            pause = found ? Duration.ZERO : next(pause);
            if (!found && !await(pause)) {
                return;
            }
        }
    }

    private Duration next(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        Duration atLeast = doubled.compareTo(shortest) < 0 ? shortest : doubled;
        return atLeast.compareTo(longest) > 0 ? longest : atLeast;
    }

    private boolean found() {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException | Error e) {
            // A thread that ends here would leave this node idle without anybody seeing it.
            if (running) {
                LOG.warn("{} could not work; it tries again.", thread.getName(), e);
            }
            return false;
        }
    }

    /** Waits for the pause or a wake-up; false when the loop was told to end. */
    private boolean await(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
            return running;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        running = false;
        wakeUps.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
