package io.sluice.promotion.input;

import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of ISO 8601 durations. It takes weeks, days, hours, minutes and whole seconds in upper case and nothing
 * else, because java.time and the engine disagree on months, case, signs and overflow. What it returns prints in a
 * canonical form that both read alike.
 */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile("P(?:(\\d+)W|(?:(\\d+)D)?(?:T(?=\\d)(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?)");
    private static final Pattern NEGATIVE = Pattern.compile("-P.*|P.*-\\d.*");
    private static final Pattern CALENDAR = Pattern.compile("P\\d+[YM].*|P\\d+Y\\d+M.*");
    private static final Pattern ENDLESS = Pattern.compile("P\\d{9,}[YM].*");
    private static final Pattern HUGE = Pattern.compile("0*[1-9]\\d{9,}");

    private Durations() {}

    /**
     * Reads a duration between two bounds, both included.
     *
     * @throws InvalidInputException {@code duration.format}, {@code duration.negative}, {@code duration.noMonths},
     *     {@code duration.noRepeat}, {@code duration.min}, {@code duration.max} or {@code text.expression}
     */
    public static Duration parse(String field, @Nullable String value, Duration min, Duration max) {
        if (value == null || value.isEmpty() || value.length() > 100) {
            throw invalid(field, "duration.format", "is not an ISO 8601 duration such as PT8H or P3D");
        }
        if (value.contains("${") || value.contains("#{")) {
            throw invalid(field, "text.expression", "contains an expression");
        }
        if (value.startsWith("R")) {
            throw invalid(field, "duration.noRepeat", "must not repeat");
        }
        if (NEGATIVE.matcher(value).matches()) {
            throw invalid(field, "duration.negative", "must not be negative");
        }
        if (ENDLESS.matcher(value).matches()) {
            throw tooLong(field, max);
        }
        if (CALENDAR.matcher(value).matches()) {
            throw invalid(field, "duration.noMonths", "must use days, not months or years, whose length varies");
        }
        Matcher parts = FORM.matcher(value);
        if (value.equals("P") || !parts.matches()) {
            throw invalid(field, "duration.format", "is not an ISO 8601 duration such as PT8H or P3D");
        }
        for (int group = 1; group <= parts.groupCount(); group++) {
            if (parts.group(group) != null && HUGE.matcher(parts.group(group)).matches()) {
                throw tooLong(field, max);
            }
        }
        Duration duration = Duration.ofDays(number(parts, 1) * 7 + number(parts, 2))
                .plusHours(number(parts, 3))
                .plusMinutes(number(parts, 4))
                .plusSeconds(number(parts, 5));
        return requireBetween(field, duration, min, max);
    }

    /**
     * Checks a duration against its bounds, both included.
     *
     * @throws InvalidInputException {@code duration.negative}, {@code duration.min} or {@code duration.max}
     */
    public static Duration requireBetween(String field, Duration value, Duration min, Duration max) {
        if (value.isNegative()) {
            throw invalid(field, "duration.negative", "must not be negative");
        }
        if (value.compareTo(min) < 0) {
            throw invalid(field, "duration.min", "must be at least " + canonical(min));
        }
        if (value.compareTo(max) > 0) {
            throw tooLong(field, max);
        }
        return value;
    }

    /** The form that java.time and the engine read alike: days, hours, minutes, seconds; no weeks, no fractions. */
    public static String canonical(Duration value) {
        long days = value.toDays();
        Duration rest = value.minusDays(days);
        String time = rest.truncatedTo(ChronoUnit.SECONDS).toString().substring(1);
        boolean midnight = time.equals("T0S");
        if (days == 0) {
            return "P" + time;
        }
        return "P" + days + "D" + (midnight ? "" : time);
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static InvalidInputException tooLong(String field, Duration max) {
        return invalid(field, "duration.max", "must be at most " + canonical(max));
    }

    private static InvalidInputException invalid(String field, String code, String what) {
        return new InvalidInputException(field, code, field + " " + what + ".");
    }
}
