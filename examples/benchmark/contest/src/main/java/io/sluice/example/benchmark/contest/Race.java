package io.sluice.example.benchmark.contest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Has clients take a number of promotions from the request to the end. */
public final class Race {
    /** How many promotions one client has under way at a time: people do something else while they wait. */
    static final int WINDOW = 4;

    private final Contestant contestant;
    private final Hints hints;

    /** Promotions of this contestant. */
    public Race(Contestant contestant, Hints hints) {
        this.contestant = contestant;
        this.hints = hints;
    }

    /** Makes what they presuppose. */
    void prepare(int promotions) {
        contestant.prepare(promotions);
    }

    /** The same for promotions of what was never promoted before. */
    void prepareAnew(int promotions) {
        contestant.prepareAnew(promotions);
    }

    /**
     * Runs them all; they must be prepared.
     *
     * @return the nanos from the first request until the last one has ended and nothing is left for the background
     */
    public long run(int promotions, int clients) {
        AtomicInteger left = new AtomicInteger(promotions);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long begun = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> work(left)));
            }
            for (Future<?> client : running) {
                client.get();
            }
            contestant.settle();
            return System.nanoTime() - begun;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(AtomicInteger left) {
        Semaphore signal = hints.subscribe();
        try {
            Deque<Flight> open = new ArrayDeque<>();
            boolean more = true;
            while (more || !open.isEmpty()) {
                boolean moved = open.removeIf(this::ends);
                more = more && (open.size() == WINDOW || left.getAndDecrement() > 0);
                if (more && open.size() < WINDOW) {
                    open.add(new Flight(contestant.request()));
                    moved = true;
                }
                if (!moved && signal.tryAcquire(2, TimeUnit.MILLISECONDS)) {
                    signal.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hints.unsubscribe(signal);
        }
    }

    private boolean ends(Flight flight) {
        return flight.advance(contestant, hints) && flight.passed();
    }
}
