package io.sluice.example.benchmark.contest;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * Which promotions the background has moved since somebody looked: what tells a person to look at the screen. It may be
 * wrong, and costs no statement. Thread-safe.
 */
public final class Hints {
    private final Set<String> moved = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Semaphore> waiting = new CopyOnWriteArrayList<>();

    /** No hints yet. */
    public Hints() {}

    /** This promotion may be worth a look. */
    public void moved(String promotion) {
        moved.add(promotion);
        waiting.forEach(Semaphore::release);
    }

    /** Whether this promotion was moved since the last time this was asked. */
    boolean take(String promotion) {
        return moved.remove(promotion);
    }

    /** A signal for one client: gets a permit with every hint. */
    Semaphore subscribe() {
        Semaphore signal = new Semaphore(0);
        waiting.add(signal);
        return signal;
    }

    void unsubscribe(Semaphore signal) {
        waiting.remove(signal);
    }
}
