package io.sluice.promotion.calendar;

import io.sluice.promotion.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one reader of points in time: ISO 8601, dates that exist, years that every database can hold. */
public final class Dates {
    /** The first year that is taken. */
    public static final int FIRST_YEAR = 1970;

    /** The last year that is taken. */
    public static final int LAST_YEAR = 9998;

    private static final Instant FIRST = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
    private static final Instant END = Instant.parse((LAST_YEAR + 1) + "-01-01T00:00:00Z");

    private static final Pattern FORM = Pattern.compile(
            "([+-]?\\d{1,10})-(\\d{2})-(\\d{2})T(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)(Z|[+-]\\d{2}:\\d{2})?");

    private Dates() {}

    /**
     * Reads a moment such as {@code 2026-03-29T02:30:00Z}.
     *
     * @throws InvalidInputException {@code date.invalid}, {@code date.range}, or {@code time.zoneRequired} when it has no
     *     offset
     */
    public static Instant instant(String field, @Nullable String text) {
        Matcher parts = parts(field, text);
        if (parts.group(5) == null) {
            throw new InvalidInputException(
                    field, "time.zoneRequired", field + " needs an offset, as in 2026-03-29T02:30:00Z.");
        }
        try {
            return OffsetDateTime.parse(parts.group()).toInstant();
        } catch (DateTimeException e) {
            throw invalid(field);
        }
    }

    /**
     * Reads a local time such as {@code 2026-03-29T02:30}, which stands beside a zone.
     *
     * @throws InvalidInputException {@code date.invalid}, also when it carries an offset, or {@code date.range}
     */
    public static LocalDateTime local(String field, @Nullable String text) {
        Matcher parts = parts(field, text);
        if (parts.group(5) != null) {
            throw invalid(field);
        }
        try {
            return LocalDateTime.parse(parts.group());
        } catch (DateTimeException e) {
            throw invalid(field);
        }
    }

    /**
     * Checks the year of a moment.
     *
     * @throws InvalidInputException {@code date.range}
     */
    public static Instant requireInRange(String field, Instant moment) {
        if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
            throw outOfRange(field);
        }
        return moment;
    }

    /**
     * Checks the year of a local time.
     *
     * @throws InvalidInputException {@code date.range}
     */
    static LocalDateTime requireInRange(String field, LocalDateTime time) {
        requireYear(field, time.getYear());
        return time;
    }

    private static Matcher parts(String field, @Nullable String text) {
        if (text == null || text.length() > 64) {
            throw invalid(field);
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw invalid(field);
        }
        requireYear(field, Long.parseLong(parts.group(1)));
        return parts;
    }

    private static void requireYear(String field, long year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw outOfRange(field);
        }
    }

    private static InvalidInputException outOfRange(String field) {
        return new InvalidInputException(
                field, "date.range", field + " lies outside the years " + FIRST_YEAR + " to " + LAST_YEAR + ".");
    }

    private static InvalidInputException invalid(String field) {
        return new InvalidInputException(field, "date.invalid", field + " is no date and time that exists.");
    }
}
