package io.sluice.promotion.calendar;

import java.time.Instant;

/**
 * One stretch of time, as it really passes.
 *
 * @param from its beginning, included
 * @param until its end, excluded
 */
public record Occurrence(Instant from, Instant until) {
    /** Whether the moment lies in it. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
