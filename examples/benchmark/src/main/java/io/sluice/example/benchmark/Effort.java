package io.sluice.example.benchmark;

import java.time.Duration;

/**
 * How long one measurement is repeated.
 *
 * @param warmUp time spent on runs that do not count
 * @param rounds runs that count, at most
 * @param patience time after which no further run begins; at least one counts
 */
public record Effort(Duration warmUp, int rounds, Duration patience) {
    /** Two seconds of warm-up, then 15 rounds or 20 seconds. */
    public static final Effort STANDARD = new Effort(Duration.ofSeconds(2), 15, Duration.ofSeconds(20));

    /** One round, to see that it works. */
    public static final Effort SMOKE = new Effort(Duration.ZERO, 1, Duration.ZERO);
}
