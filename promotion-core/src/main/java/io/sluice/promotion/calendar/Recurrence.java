package io.sluice.promotion.calendar;

import io.sluice.promotion.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * How something repeats: a recurrence rule of RFC 5545 such as {@code FREQ=MONTHLY;BYDAY=-1FR}. It repeats daily, weekly,
 * monthly or yearly, at most 24 times a day; what repeats faster is no calendar but a load.
 *
 * <p>{@code UNTIL} may be a moment in UTC, a local time, or a date, which is included.
 *
 * @param rule the rule in its canonical form
 */
public record Recurrence(String rule) {
    /** How often something may repeat when its rule counts. */
    public static final int MOST_COUNTED = 10_000;

    private static final int LONGEST = 500;
    private static final int WIDEST_INTERVAL = 1_000;
    private static final int MOST_A_DAY = 24;
    private static final Pattern FORM = Pattern.compile("[A-Z0-9=;:,+-]+");
    private static final Pattern UNTIL =
            Pattern.compile("(?:^|;)UNTIL=(\\d{4})(\\d{2})(\\d{2})(?:T(\\d{2})(\\d{2})(\\d{2})(Z)?)?(?=;|$)");
    private static final Set<Freq> FREQUENCIES = EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    /** Times inside of a minute, and the calendars of other cultures, which Java's dates cannot follow. */
    private static final Pattern REFUSED = Pattern.compile("(?:^|;)(?:BYSECOND|RSCALE|SKIP)=");

    /**
     * Refuses what is no rule with {@code recurrence.format}, and what repeats too often or counts too far with {@code
     * recurrence.tooOften}.
     */
    public Recurrence {
        rule = canonical(rule);
    }

    private static String canonical(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            throw invalid("is not a rule such as FREQ=MONTHLY;BYDAY=-1FR");
        }
        String upper = text.toUpperCase(Locale.ROOT);
        String bare = upper.startsWith("RRULE:") ? upper.substring("RRULE:".length()) : upper;
        if (!FORM.matcher(bare).matches()) {
            throw invalid("is not a rule such as FREQ=MONTHLY;BYDAY=-1FR");
        }
        if (REFUSED.matcher(bare).find()) {
            throw invalid("uses a part that is not supported: BYSECOND, RSCALE or SKIP");
        }
        // Before anything else of the library: its other classes cannot be initialized first.
        RecurrenceRule parsed = parse(bare);
        requireOrdinary(parsed);
        Recurrence.until(bare, ZoneOffset.UTC);
        return parsed.toString();
    }

    private static void requireOrdinary(RecurrenceRule parsed) {
        int aDay = listed(parsed, Part.BYHOUR) * listed(parsed, Part.BYMINUTE);
        if (!FREQUENCIES.contains(parsed.getFreq()) || aDay > MOST_A_DAY) {
            throw new InvalidInputException(
                    "recurrence", "recurrence.tooOften", "It repeats more often than " + MOST_A_DAY + " times a day.");
        }
        Integer count = parsed.getCount();
        if (count != null && count > MOST_COUNTED) {
            throw new InvalidInputException(
                    "recurrence", "recurrence.tooOften", "COUNT is at most " + MOST_COUNTED + ".");
        }
        if (parsed.getInterval() > WIDEST_INTERVAL) {
            throw invalid("has an INTERVAL over " + WIDEST_INTERVAL);
        }
    }

    private static int listed(RecurrenceRule parsed, Part part) {
        List<Integer> values = parsed.getByPart(part);
        return values == null ? 1 : values.size();
    }

    /** Whether it ends by itself. */
    public boolean isFinite() {
        return rule.contains("COUNT=") || rule.contains("UNTIL=");
    }

    /** When the last occurrence may begin, if the rule says so by date. */
    Optional<Instant> until(ZoneId zone) {
        return until(rule, zone);
    }

    /** Local beginnings in order, of a series that begins at {@code first}, those before {@code from} left out. */
    Starts starts(LocalDateTime first, LocalDateTime from) {
        return new Starts(this, first, from);
    }

    /** The beginnings, one by one; a rule under which nothing matches for decades counts as over. */
    static final class Starts {
        private final @Nullable RecurrenceRuleIterator iterator;

        private Starts(Recurrence recurrence, LocalDateTime first, LocalDateTime from) {
            this.iterator = iterator(recurrence, first, from);
        }

        /** The library compares UNTIL with local times in one form only; whoever asks does it instead. */
        private static @Nullable RecurrenceRuleIterator iterator(
                Recurrence recurrence, LocalDateTime first, LocalDateTime from) {
            RecurrenceRule endless = parse(UNTIL.matcher(recurrence.rule()).replaceAll(""));
            try {
                RecurrenceRuleIterator iterator = endless.iterator(dateTime(first));
                if (from.isAfter(first)) {
                    iterator.fastForward(dateTime(from));
                }
                return iterator;
            } catch (IllegalArgumentException e) {
                return null; // It gave up looking for a match.
            }
        }

        Optional<LocalDateTime> next() {
            try {
                if (iterator == null || !iterator.hasNext()) {
                    return Optional.empty();
                }
                DateTime next = iterator.nextDateTime();
                return next.getYear() > Dates.LAST_YEAR
                        ? Optional.empty()
                        : Optional.of(LocalDateTime.of(
                                next.getYear(),
                                next.getMonth() + 1,
                                next.getDayOfMonth(),
                                next.getHours(),
                                next.getMinutes(),
                                next.getSeconds()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    }

    private static RecurrenceRule parse(String rule) {
        try {
            return new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
            throw invalid("is not a rule such as FREQ=MONTHLY;BYDAY=-1FR");
        }
    }

    private static Optional<Instant> until(String rule, ZoneId zone) {
        Matcher until = UNTIL.matcher(rule);
        if (!until.find()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(until, 1), number(until, 2), number(until, 3));
            if (until.group(4) == null) {
                return Optional.of(
                        day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
            }
            LocalDateTime time = day.atTime(LocalTime.of(number(until, 4), number(until, 5), number(until, 6)));
            return Optional.of(
                    time.atZone(until.group(7) == null ? zone : ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            throw invalid("has an UNTIL that does not exist");
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static InvalidInputException invalid(String what) {
        return new InvalidInputException("recurrence", "recurrence.format", "The recurrence " + what + ".");
    }

    @Override
    public String toString() {
        return rule;
    }
}
