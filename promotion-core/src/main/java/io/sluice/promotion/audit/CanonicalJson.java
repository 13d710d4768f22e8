package io.sluice.promotion.audit;

import io.sluice.promotion.problem.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON object, so that equal content has equal bytes and hashes: the JSON Canonicalization Scheme of
 * RFC 8785. Members are sorted by UTF-16 code units, nothing is escaped that need not be, no white space. Whole numbers
 * print all their digits; other numbers print as ECMAScript prints them. The one departure from the RFC: a {@link Long}
 * beyond 2<sup>53</sup> keeps all its digits.
 *
 * <p>Values are {@code null}, {@link String}, {@link Boolean}, {@link Integer}, {@link Long}, {@link Double}, {@link
 * BigInteger} and {@link BigDecimal} as far as a double holds them exactly, {@link List} and {@link Map} with text keys.
 * Strings that a database would not give back as they were, NUL and lone surrogates, are refused rather than changed.
 */
public final class CanonicalJson {
    private static final int MOST_LEVELS = 20;
    private static final int MOST_DIGITS = 17;
    private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;

    private CanonicalJson() {}

    /**
     * The canonical text.
     *
     * @throws InvalidInputException {@code text.nul}, {@code text.unpairedSurrogate}, {@code json.number}, {@code
     *     json.type} or {@code json.tooDeep}
     */
    public static String write(Map<String, ? extends @Nullable Object> object) {
        StringBuilder out = new StringBuilder();
        writeObject(out, object, 1);
        return out.toString();
    }

    /** The canonical text in UTF-8. */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        return write(object).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An unmodifiable deep copy as it looks after a database wrote and read it: members sorted, every whole number up to
     * 64 bits a {@link Long}, every other number a {@link Double}. Its canonical text is that of the original.
     *
     * @throws InvalidInputException as {@link #write}
     */
    public static Map<String, @Nullable Object> copyOf(Map<String, ? extends @Nullable Object> object) {
        return copyObject(object, 1);
    }

    private static void write(StringBuilder out, @Nullable Object value, int level) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else if (value instanceof List<?> list) {
            writeArray(out, list, level);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(out, map, level);
        } else {
            throw foreign(value);
        }
    }

    private static void writeObject(StringBuilder out, Map<?, ?> object, int level) {
        refuseDepth(level);
        char before = '{';
        for (Map.Entry<?, ?> member : (isSorted(object) ? object : sorted(object)).entrySet()) {
            out.append(before);
            before = ',';
            writeText(out, (String) member.getKey());
            out.append(':');
            write(out, member.getValue(), level + 1);
        }
        out.append(object.isEmpty() ? "{}" : "}");
    }

    private static void writeArray(StringBuilder out, List<?> array, int level) {
        refuseDepth(level);
        char before = '[';
        for (Object element : array) {
            out.append(before);
            before = ',';
            write(out, element, level + 1);
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private static void writeText(StringBuilder out, String text) {
        refuseUnstorable(text);
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Nothing but texts is in one natural order with a text. */
    private static boolean isSorted(Map<?, ?> object) {
        return object instanceof TreeMap<?, ?> members
                && members.comparator() == null
                && !members.isEmpty()
                && members.firstKey() instanceof String;
    }

    private static Map<String, @Nullable Object> sorted(Map<?, ?> object) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        object.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw foreign(key);
            }
            members.put(name, value);
        });
        return members;
    }

    private static @Nullable Object copy(@Nullable Object value, int level) {
        if (value instanceof Map<?, ?> map) {
            return copyObject(map, level);
        }
        if (value instanceof List<?> list) {
            refuseDepth(level);
            List<@Nullable Object> copies = new ArrayList<>(list.size());
            list.forEach(element -> copies.add(copy(element, level + 1)));
            return Collections.unmodifiableList(copies);
        }
        if (value instanceof Number number) {
            return simplest(number);
        }
        if (value instanceof String text) {
            refuseUnstorable(text);
        } else if (value != null && !(value instanceof Boolean)) {
            throw foreign(value);
        }
        return value;
    }

    private static Map<String, @Nullable Object> copyObject(Map<?, ?> object, int level) {
        refuseDepth(level);
        Map<String, @Nullable Object> copies = sorted(object);
        copies.keySet().forEach(CanonicalJson::refuseUnstorable);
        copies.replaceAll((name, value) -> copy(value, level + 1));
        return Collections.unmodifiableMap(copies);
    }

    private static Number simplest(Number number) {
        BigDecimal value = new BigDecimal(number(number));
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            return value.doubleValue();
        }
    }

    private static String number(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            return number.toString();
        }
        if (number instanceof Double real) {
            return real(real);
        }
        if (number instanceof BigInteger whole) {
            return whole.bitLength() < Long.SIZE ? whole.toString() : exactly(new BigDecimal(whole));
        }
        if (number instanceof BigDecimal decimal) {
            return exactly(decimal);
        }
        throw foreign(number);
    }

    private static String exactly(BigDecimal decimal) {
        String text = real(decimal.doubleValue());
        if (new BigDecimal(text).compareTo(decimal) != 0) {
            throw new InvalidInputException(
                    "json", "json.number", "A number has more digits than a double holds; write it as text.");
        }
        return text;
    }

    /** ECMAScript's Number::toString, which RFC 8785 prescribes. */
    private static String real(double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("json", "json.number", "A number is not finite.");
        }
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return Long.toString((long) value);
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + placed(digits, point);
    }

    private static String placed(String digits, int point) {
        if (point > 21 || point <= -6) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /**
     * The fewest digits that read back as the value, of those the nearest to it, of two as near the even one. {@link
     * Double#toString} cannot be asked: what it prints changed with Java 19, and a hash must not change with the Java that
     * computes it.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            MathContext down = new MathContext(digits, RoundingMode.DOWN);
            MathContext up = new MathContext(digits, RoundingMode.UP);
            Optional<BigDecimal> found = Stream.of(exact.round(down), exact.round(up))
                    .filter(candidate -> candidate.doubleValue() == value)
                    .min(Comparator.comparing((BigDecimal candidate) ->
                                    candidate.subtract(exact).abs())
                            .thenComparing(
                                    candidate -> candidate.unscaledValue().testBit(0)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static void refuseUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new InvalidInputException("json", "text.nul", "A text contains a NUL character.");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new InvalidInputException(
                        "json",
                        "text.unpairedSurrogate",
                        "A text contains half of a character (an unpaired surrogate).");
            }
        }
    }

    private static void refuseDepth(int level) {
        if (level > MOST_LEVELS) {
            throw new InvalidInputException("json", "json.tooDeep", "More than " + MOST_LEVELS + " levels of nesting.");
        }
    }

    private static InvalidInputException foreign(@Nullable Object value) {
        String type = value == null ? "null" : value.getClass().getSimpleName();
        return new InvalidInputException("json", "json.type", "JSON has no place for a value of type " + type + ".");
    }
}
