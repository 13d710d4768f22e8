package io.sluice.example.benchmark.contest;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads that do the outside work of an engine: one fetches as much as there are free hands, at once after it found some
 * or was woken, else every 250 ms. What a careful team would write.
 */
public final class Workers implements AutoCloseable {
    /** Where the work comes from. */
    public interface Source {
        /** Locks at most so many pieces of work. */
        List<Runnable> fetch(int most);
    }

    /** Hands, the same number for every engine. */
    public static final int HANDS = 4;

    private final Source source;
    private final Semaphore free = new Semaphore(HANDS);
    private final Semaphore wakeUps = new Semaphore(0);
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    private final Thread fetching;
    private volatile boolean running = true;

    /** Begins to fetch. */
    public Workers(Source source) {
        this.source = source;
        this.fetching = new Thread(this::fetch, "fetch");
        fetching.setDaemon(true);
        fetching.start();
    }

    /** There may be work: look at once. */
    public void wake() {
        wakeUps.release();
    }

    private void fetch() {
        try {
            while (running) {
                if (!fetchOnce() && wakeUps.tryAcquire(250, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean fetchOnce() {
        int room = free.drainPermits();
        List<Runnable> fetched = List.of();
        try {
            fetched = room > 0 ? source.fetch(room) : List.of();
        } catch (RuntimeException e) {
            report(e);
        }
        free.release(room - fetched.size());
        fetched.forEach(work -> hands.execute(() -> perform(work)));
        return !fetched.isEmpty();
    }

    private void perform(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            report(e);
        } finally {
            free.release();
            wake();
        }
    }

    private void report(RuntimeException e) {
        if (running) {
            e.printStackTrace();
        }
    }

    @Override
    public void close() {
        running = false;
        wake();
        hands.shutdown();
        try {
            fetching.join(TimeUnit.SECONDS.toMillis(10));
            hands.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
