package io.sluice.promotion.calendar;

import io.sluice.promotion.calendar.Length.Elapsed;
import io.sluice.promotion.calendar.Length.UntilLocal;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A span of local time in a region, once or again and again. Times in a gap of daylight saving move forward by its length,
 * times that come twice mean the earlier one; {@link #notes} says where that happens. An occurrence of which a gap leaves
 * nothing does not take place.
 *
 * <p>Every question is answered within a bound, whatever the rule.
 *
 * @param start the local beginning of the first occurrence; a rule that does not match it begins later
 * @param length how long each occurrence lasts, up to 366 days
 * @param zone a region such as {@code Europe/Berlin}
 * @param recurrence how it repeats; empty for a single occurrence
 */
public record CalendarSpan(LocalDateTime start, Length length, ZoneId zone, Optional<Recurrence> recurrence) {
    /** The longest that one occurrence may last. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** How many occurrences a question looks at before it gives up. */
    private static final int MOST_LOOKED_AT = 2_000;

    /** How many occurrences of a rule must show up when it is made; fewer only when the rule ends. */
    private static final int PROBED = 3;

    /** Local times shift against each other by at most this when the offset of a zone changes. */
    private static final Duration SLACK = Duration.ofDays(2);

    /**
     * Refuses a length that is not positive or over 366 days with {@code window.range}, years out of bounds with {@code
     * date.range}, zones that are no regions with {@code zone.useRegion}, and a rule that hardly ever matches with {@code
     * recurrence.never}.
     */
    public CalendarSpan {
        Dates.requireInRange("start", start);
        Zones.requireRegion("zone", zone);
        start = start.truncatedTo(ChronoUnit.SECONDS);
        Duration wall = wall(start, length);
        if (wall.isNegative() || wall.isZero() || wall.compareTo(LONGEST) > 0) {
            throw new InvalidInputException(
                    "length", "window.range", "A span lasts more than nothing and at most 366 days.");
        }
        if (recurrence.isPresent()) {
            requireOccurrences(start, zone, recurrence.get());
        } else if (length instanceof UntilLocal local
                && !start.atZone(zone)
                        .toInstant()
                        .isBefore(local.end().atZone(zone).toInstant())) {
            throw new InvalidInputException("length", "window.range", "Daylight saving leaves nothing of this span.");
        }
    }

    /** A span between two local times. */
    public static CalendarSpan between(LocalDateTime start, LocalDateTime end, ZoneId zone) {
        return new CalendarSpan(start, new UntilLocal(end), zone, Optional.empty());
    }

    /** A span of that much elapsed time. */
    public static CalendarSpan lasting(LocalDateTime start, Duration duration, ZoneId zone) {
        return new CalendarSpan(start, new Elapsed(duration), zone, Optional.empty());
    }

    /** The same span, repeated. */
    public CalendarSpan repeated(Recurrence rule) {
        return new CalendarSpan(start, length, zone, Optional.of(rule));
    }

    private static void requireOccurrences(LocalDateTime start, ZoneId zone, Recurrence rule) {
        Recurrence.Starts starts = rule.starts(start, start);
        int wanted = rule.isFinite() ? 1 : PROBED;
        Optional<LocalDateTime> next = starts.next();
        for (int found = 1; found < wanted && next.isPresent(); found++) {
            next = starts.next();
        }
        Instant until = rule.until(zone).orElse(Instant.MAX);
        if (next.isEmpty() || next.get().atZone(zone).toInstant().isAfter(until)) {
            throw new InvalidInputException(
                    "recurrence", "recurrence.never", "The recurrence never comes about, or not in decades.");
        }
    }

    /** The first occurrence that ends after the moment: the present one or the one to come. */
    public Optional<Occurrence> next(Instant moment) {
        List<Occurrence> first = after(moment, Instant.MAX, 1);
        return first.isEmpty() ? Optional.empty() : Optional.of(first.get(0));
    }

    /** The moment itself when it lies in an occurrence, else the beginning of the next one. */
    public Optional<Instant> nextOpen(Instant moment) {
        return next(moment).map(found -> found.from().isAfter(moment) ? found.from() : moment);
    }

    /** Until when it goes on at the moment without a break, as far as one occurrence tells; empty between occurrences. */
    public Optional<Instant> coveredUntil(Instant moment) {
        return next(moment).filter(found -> found.covers(moment)).map(Occurrence::until);
    }

    /** The occurrences between two moments in order, also those that only reach in. */
    public List<Occurrence> between(Instant from, Instant until, int most) {
        return after(from, until, most);
    }

    /** When the last occurrence ends; empty when there is no last one. */
    public Optional<Instant> ends() {
        if (recurrence.isEmpty()) {
            return Optional.of(occurrence(start).until());
        }
        if (!recurrence.get().isFinite()) {
            return Optional.empty();
        }
        Optional<Instant> byDate = recurrence.get().until(zone);
        if (byDate.isPresent()) {
            return byDate.map(
                    last -> occurrence(LocalDateTime.ofInstant(last, zone).truncatedTo(ChronoUnit.SECONDS))
                            .until());
        }
        Recurrence.Starts starts = recurrence.get().starts(start, start);
        LocalDateTime last = start;
        for (Optional<LocalDateTime> next = starts.next(); next.isPresent(); next = starts.next()) {
            last = next.get();
        }
        return Optional.of(occurrence(last).until());
    }

    /** Where clocks change under an occurrence between two moments, in words. */
    public List<String> notes(Instant from, Instant until) {
        List<String> notes = new ArrayList<>();
        for (LocalDateTime begins : localStarts(from, until, MOST_LOOKED_AT)) {
            note("begins", begins, notes);
            if (length instanceof UntilLocal) {
                note("ends", localEnd(begins), notes);
            }
        }
        return List.copyOf(notes);
    }

    private void note(String what, LocalDateTime time, List<String> notes) {
        int offsets = zone.getRules().getValidOffsets(time).size();
        if (offsets == 0) {
            LocalDateTime moved = time.atZone(zone).toLocalDateTime();
            notes.add(
                    "It " + what + " at " + time + ", which does not exist in " + zone + "; it becomes " + moved + ".");
        } else if (offsets > 1) {
            notes.add("It " + what + " at " + time + ", which comes twice in " + zone + "; the earlier one counts.");
        }
    }

    private List<Occurrence> after(Instant moment, Instant until, int most) {
        List<Occurrence> found = new ArrayList<>();
        for (LocalDateTime begins : localStarts(moment, until, most)) {
            found.add(occurrence(begins));
        }
        return List.copyOf(found);
    }

    /** Beginnings of occurrences that take place, end after {@code moment} and begin before {@code until}. */
    private List<LocalDateTime> localStarts(Instant moment, Instant until, int most) {
        if (recurrence.isEmpty()) {
            return takesPlace(start)
                            && occurrence(start).until().isAfter(moment)
                            && occurrence(start).from().isBefore(until)
                    ? List.of(start)
                    : List.of();
        }
        Recurrence rule = recurrence.get();
        Instant lastStart = rule.until(zone).orElse(Instant.MAX);
        LocalDateTime reach = LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
                .minus(wall(start, length))
                .minus(SLACK);
        Recurrence.Starts starts = rule.starts(start, reach);
        List<LocalDateTime> found = new ArrayList<>();
        for (int looked = 0; looked < MOST_LOOKED_AT && found.size() < most; looked++) {
            Optional<LocalDateTime> next = starts.next();
            if (next.isEmpty()) {
                break;
            }
            Occurrence candidate = occurrence(next.get());
            if (candidate.from().isAfter(lastStart) || !candidate.from().isBefore(until)) {
                break;
            }
            if (takesPlace(next.get()) && candidate.until().isAfter(moment)) {
                found.add(next.get());
            }
        }
        return found;
    }

    private boolean takesPlace(LocalDateTime begins) {
        Occurrence occurrence = occurrence(begins);
        return occurrence.from().isBefore(occurrence.until());
    }

    private Occurrence occurrence(LocalDateTime begins) {
        Instant from = begins.atZone(zone).toInstant();
        Instant until = length instanceof Elapsed elapsed
                ? from.plus(elapsed.duration())
                : localEnd(begins).atZone(zone).toInstant();
        return new Occurrence(from, until);
    }

    private LocalDateTime localEnd(LocalDateTime begins) {
        LocalDateTime end = ((UntilLocal) length).end();
        long days = ChronoUnit.DAYS.between(start.toLocalDate(), end.toLocalDate());
        LocalDate day = begins.toLocalDate().plusDays(days);
        // A rule with BYHOUR moves the beginning inside the day; the end moves along.
        Duration moved = Duration.between(start.toLocalTime(), begins.toLocalTime());
        return day.atTime(end.toLocalTime()).plus(moved);
    }

    private static Duration wall(LocalDateTime start, Length length) {
        return length instanceof Elapsed elapsed
                ? elapsed.duration()
                : Duration.between(start, ((UntilLocal) length).end());
    }
}
