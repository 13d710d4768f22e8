package io.sluice.promotion.preference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Everything that waits for a person in one message a day, in place of one message for each.
 *
 * @param at the local time
 * @param zone where the person is
 */
public record DailyDigest(LocalTime at, ZoneId zone) {
    /**
     * The first time after a moment. Once on each local day, also on those that are an hour shorter or longer: a time that
     * the clocks leave out comes as much later, one that they repeat counts the first time.
     */
    public Instant next(Instant after) {
        LocalDate today = after.atZone(zone).toLocalDate();
        Instant candidate = on(today);
        return candidate.isAfter(after) ? candidate : on(today.plusDays(1));
    }

    private Instant on(LocalDate day) {
        return day.atTime(at).atZone(zone).toInstant();
    }
}
