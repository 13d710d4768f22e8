package io.sluice.promotion.calendar;

import java.time.Duration;
import java.time.LocalDateTime;

/** How long a span lasts. */
public sealed interface Length {
    /**
     * Until a time on the wall: each occurrence ends as many days later at that time of day, so that it lasts an hour less
     * or more when daylight saving changes in between.
     *
     * @param end the end of the first occurrence
     */
    record UntilLocal(LocalDateTime end) implements Length {}

    /**
     * As long as a stopwatch shows, whatever the clocks on the wall do.
     *
     * @param duration in elapsed time
     */
    record Elapsed(Duration duration) implements Length {}
}
