package io.sluice.promotion.policy;

import io.sluice.promotion.problem.InvalidInputException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of one number that Sluice knows, such as {@code tests.pass_rate >= 100}.
 *
 * @param metric a check's name, a dot and one of its numbers, or {@code deployment.duration_hours}
 * @param comparison how
 * @param value with what
 */
public record Condition(String metric, Comparison comparison, BigDecimal value) {
    /** The comparisons. */
    public enum Comparison {
        /** At least. */
        AT_LEAST(">="),
        /** More than. */
        MORE(">"),
        /** At most. */
        AT_MOST("<="),
        /** Less than. */
        LESS("<"),
        /** Exactly. */
        EQUAL("==");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** How it is written. */
        public String sign() {
            return sign;
        }

        boolean holds(int order) {
            return switch (this) {
                case AT_LEAST -> order >= 0;
                case MORE -> order > 0;
                case AT_MOST -> order <= 0;
                case LESS -> order < 0;
                case EQUAL -> order == 0;
            };
        }
    }

    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9-]{0,39}\\.[A-Za-z0-9_.-]{1,80}");
    private static final Pattern FORM =
            Pattern.compile("\\s*([^\\s<>=]{1,121})\\s*(>=|<=|==|>|<)\\s*(-?[0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*");

    /** Refuses a metric that is not a name, a dot and a name. */
    public Condition {
        if (!METRIC.matcher(metric).matches()) {
            throw malformed(metric);
        }
        value = value.stripTrailingZeros();
    }

    /**
     * Reads the written form.
     *
     * @throws InvalidInputException {@code condition.format}
     */
    public static Condition parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw malformed(text);
        }
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign().equals(parts.group(2))) {
                return new Condition(parts.group(1), comparison, new BigDecimal(parts.group(3)));
            }
        }
        throw malformed(text);
    }

    /** Whether a number meets it. */
    public boolean holds(BigDecimal number) {
        return comparison.holds(number.compareTo(value));
    }

    /** The written form, which {@link #parse} reads. */
    @Override
    public String toString() {
        return metric + " " + comparison.sign() + " " + value.toPlainString();
    }

    private static InvalidInputException malformed(String text) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return new InvalidInputException(
                "policy.autoPromotion",
                "condition.format",
                "A condition is written like tests.pass_rate >= 100, not " + shown + ".");
    }
}
