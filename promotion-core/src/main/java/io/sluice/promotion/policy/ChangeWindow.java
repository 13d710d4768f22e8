package io.sluice.promotion.policy;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Length.UntilLocal;
import io.sluice.promotion.calendar.Recurrence;
import io.sluice.promotion.calendar.Zones;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A recurring span of local time in which deployments may begin. Times in a gap of daylight saving move forward, times in
 * an overlap mean the earlier offset, as in {@link java.time.ZonedDateTime}. A window of which a gap leaves nothing does
 * not open that day.
 *
 * @param span when it is open
 */
public record ChangeWindow(CalendarSpan span) {
    /** The simple form: the same times on some days of every week. */
    public record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        /** Copies the days. */
        public Weekly {
            days = Set.copyOf(days);
        }
    }

    /** A Monday, long ago: weekly windows have no beginning. */
    private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 3);

    /**
     * A window of the same times on some days of every week. An end before the start lies on the next day.
     *
     * @param days the days on which the window begins
     * @param from local time of its beginning, included
     * @param to local time of its end, excluded
     * @param zone a region such as {@code Europe/Berlin}
     * @throws InvalidInputException {@code window.range} without days or length, {@code zone.useRegion}
     */
    public ChangeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        this(weekly(days, from, to, zone));
    }

    private static CalendarSpan weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
        if (days.isEmpty() || from.equals(to)) {
            throw new InvalidInputException("policy.window", "window.range", "A window needs a day and a length.");
        }
        Zones.requireRegion("policy.window.zone", zone);
        Set<DayOfWeek> sorted = EnumSet.copyOf(days);
        LocalDate first = LONG_AGO.plusDays(sorted.iterator().next().getValue() - 1L);
        LocalDate last = to.isAfter(from) ? first : first.plusDays(1);
        String names = sorted.stream().map(day -> day.name().substring(0, 2)).collect(Collectors.joining(","));
        return CalendarSpan.between(first.atTime(from), last.atTime(to), zone)
                .repeated(new Recurrence("FREQ=WEEKLY;BYDAY=" + names));
    }

    /** The region whose local time counts. */
    public ZoneId zone() {
        return span.zone();
    }

    /** The simple form, when it was made in it. */
    public Optional<Weekly> weekly() {
        if (!(span.length() instanceof UntilLocal until) || span.recurrence().isEmpty()) {
            return Optional.empty();
        }
        String rule = span.recurrence().get().rule();
        List<String> names = List.of(
                rule.substring(rule.indexOf('=', rule.indexOf("BYDAY")) + 1).split(",", -1));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (names.contains(day.name().substring(0, 2))) {
                days.add(day);
            }
        }
        LocalTime from = span.start().toLocalTime();
        LocalTime to = until.end().toLocalTime();
        boolean simple = !days.isEmpty() && !from.equals(to) && span.equals(weekly(days, from, to, span.zone()));
        return simple ? Optional.of(new Weekly(days, from, to)) : Optional.empty();
    }

    /** The moment itself when the window is open then, else the next time it opens; empty when it never does again. */
    public Optional<Instant> nextOpen(Instant moment) {
        return span.nextOpen(moment);
    }
}
