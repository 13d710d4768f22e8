package io.sluice.example.benchmark.contest;

import java.util.concurrent.TimeUnit;

/** A promotion under way: looks at it when there is a hint, and without one at growing distances. Belongs to one client. */
final class Flight {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(300);

    private final String promotion;
    private final long begun = System.nanoTime();
    private boolean approved;
    private long pause = LONGEST;
    private long lookAt = begun + LONGEST;

    Flight(String promotion) {
        this.promotion = promotion;
    }

    /** Does the next thing if it is time for it; says whether anything moved. */
    boolean advance(Contestant contestant, Hints hints) {
        boolean hinted = hints.take(promotion);
        if (!hinted && System.nanoTime() < lookAt) {
            return false;
        }
        if (System.nanoTime() - begun > PATIENCE) {
            throw new IllegalStateException("Promotion " + promotion + " does not move any more.");
        }
        boolean moved = approved ? contestant.isFinished(promotion) : contestant.approve(promotion);
        pause = moved ? LONGEST : Math.min(LONGEST, hinted ? SHORTEST : pause * 2);
        lookAt = System.nanoTime() + pause;
        return moved;
    }

    /** Notes that the thing it waited for was done; says whether that was the last one. */
    boolean passed() {
        boolean last = approved;
        approved = true;
        return last;
    }
}
