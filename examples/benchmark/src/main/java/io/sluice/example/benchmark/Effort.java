package io.sluice.example.benchmark;

import java.time.Duration;

/**
 * How long one measurement is repeated.
 *
 * @param warmUp time spent on runs that do not count
 * @param rounds runs that count, at most
 * @param patience time after which no further run begins; at least one counts
 * @param volume how much there is of what is measured
 */
public record Effort(Duration warmUp, int rounds, Duration patience, Volume volume) {
    /** How much there is of what is measured. */
    public enum Volume {
        /** As much as the targets speak of. */
        FULL,

        /** The same numbers of open promotions, fewer finished ones. */
        QUICK,

        /** Next to nothing. */
        TINY
    }

    /** Two seconds of warm-up, then 15 rounds or 20 seconds. */
    public static final Effort STANDARD = new Effort(Duration.ofSeconds(2), 15, Duration.ofSeconds(20), Volume.FULL);

    /** For those who wait: a few rounds. */
    public static final Effort QUICK = new Effort(Duration.ofMillis(200), 3, Duration.ofSeconds(1), Volume.QUICK);

    /** One round, to see that it works. */
    public static final Effort SMOKE = new Effort(Duration.ZERO, 1, Duration.ZERO, Volume.TINY);

    /** One of three numbers, by the volume. */
    public int pick(int full, int quick, int tiny) {
        return switch (volume) {
            case FULL -> full;
            case QUICK -> quick;
            case TINY -> tiny;
        };
    }
}
