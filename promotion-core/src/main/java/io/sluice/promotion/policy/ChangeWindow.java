package io.sluice.promotion.policy;

import io.sluice.promotion.problem.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * A weekly span of local time in which deployments may begin. An end at or before the start lies on the next day. Times
 * in a gap of daylight saving move forward, times in an overlap mean the earlier offset, as in {@link ZonedDateTime}. A
 * window of which a gap leaves nothing does not open that day.
 *
 * @param days the days on which the window begins
 * @param from local time of its beginning, included
 * @param to local time of its end, excluded
 * @param zone a region such as {@code Europe/Berlin}
 */
public record ChangeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    /** A week, and another when daylight saving swallows the only window of the first. */
    private static final int MOST_DAYS = 15;

    /** Refuses no days, no length, and zones that are not regions. */
    public ChangeWindow {
        days = Set.copyOf(days);
        if (days.isEmpty() || from.equals(to)) {
            throw new InvalidInputException("policy.window", "window.range", "A window needs a day and a length.");
        }
        if (!isRegion(zone)) {
            throw new InvalidInputException(
                    "policy.window.zone", "zone.useRegion", "Use a region such as Europe/Berlin, not " + zone + ".");
        }
    }

    /** The moment itself when the window is open then, else the next time it opens. */
    public Instant nextOpen(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        for (int day = -1; day <= MOST_DAYS; day++) {
            LocalDate date = local.toLocalDate().plusDays(day);
            if (!days.contains(date.getDayOfWeek())) {
                continue;
            }
            Instant opens = date.atTime(from).atZone(zone).toInstant();
            LocalDate endDate = to.isAfter(from) ? date : date.plusDays(1);
            Instant closes = endDate.atTime(to).atZone(zone).toInstant();
            if (opens.isBefore(closes) && moment.isBefore(closes)) {
                return moment.isBefore(opens) ? opens : moment;
            }
        }
        throw new IllegalStateException("A weekly window opens within two weeks.");
    }

    private static boolean isRegion(ZoneId zone) {
        String id = zone.getId();
        return id.equals("UTC") || (id.contains("/") && !id.startsWith("SystemV/"));
    }
}
