package io.sluice.promotion.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Makes what a report says fit to be shown and stored: no control or invisible characters, no line breaks, not too long.
 * A report may hold anything; a result that cannot be stored would be worse than one with a placeholder in it.
 */
final class Printable {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int MOST_EVIDENCE = 3_900;
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-4;

    private Printable() {}

    /** One line of at most that many characters. */
    static String line(String text, int most) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(most + 1L).map(Printable::visible).forEach(out::appendCodePoint);
        String line = out.toString().strip();
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** As many of the lines as evidence has room for. */
    static String evidence(List<String> lines) {
        StringBuilder out = new StringBuilder();
        for (String line : lines) {
            if (out.length() + line.length() > MOST_EVIDENCE) {
                return out.append('…').toString();
            }
            out.append(out.isEmpty() ? "" : "\n").append(line);
        }
        return out.toString();
    }

    /** A text with a full stop, unless it ends already. */
    static String sentence(String text) {
        return text.endsWith("…") || text.endsWith(".") ? text : text + ".";
    }

    /** Percent with up to two decimals, never rounded up: 99.999 must not read 100. */
    static String percent(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                                .setScale(2, RoundingMode.DOWN)
                                .stripTrailingZeros()
                                .toPlainString() + " %"
                : "more than 100 %";
    }

    /** A number with up to six digits. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal digits = BigDecimal.valueOf(value)
                .round(new MathContext(6, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        double size = Math.abs(value);
        return size >= LARGE || size < SMALL ? digits.toString() : digits.toPlainString();
    }

    /** A count with its noun. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static int visible(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> REPLACEMENT;
            default -> c;
        };
    }
}
