package io.sluice.promotion.input;

import io.sluice.promotion.problem.InvalidInputException;
import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Readers for text that people write. Lengths count code points. Both databases store what passes here unchanged:
 * neither NUL nor a lone surrogate gets through. What looks like a secret in a text of several lines is masked.
 */
public final class Text {
    private static final int MAX_NAME = 100;
    private static final int MAX_UNCOMPOSED_NAME = 20 * MAX_NAME;
    private static final int MAX_TEXT = 4000;
    private static final int REPLACEMENT = 0xFFFD;

    private Text() {}

    /**
     * A display name: 1 to 100 code points on one line, in NFC, without invisible or bidirectional control characters,
     * expressions, white space at its ends, or words that mix scripts. A decomposed name is composed, not refused; case
     * is never changed.
     */
    public static String requireName(String field, @Nullable String value) {
        String present = requirePresent(field, value, "name.required");
        if (present.length() > MAX_UNCOMPOSED_NAME) {
            throw nameTooLong(field);
        }
        refuseUnstorable(field, present);
        String name = Normalizer.normalize(present, Normalizer.Form.NFC);
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            throw nameTooLong(field);
        }
        if (!Normalizer.normalize(name, Normalizer.Form.NFKC).equals(name)) {
            throw new InvalidInputException(
                    field, "name.notNormalized", field + " contains compatibility forms such as full-width letters.");
        }
        name.codePoints().forEach(c -> refuseHidden(field, c, false));
        refuseDisguise(field, name);
        refuseExpression(field, name);
        if (!name.strip().equals(name)) {
            throw new InvalidInputException(field, "name.spaces", field + " begins or ends with white space.");
        }
        return name;
    }

    /** A text that must say something, such as a reason: 1 to 4,000 code points, line breaks allowed. */
    public static String requireReason(String field, @Nullable String value) {
        if (value == null || value.codePoints().noneMatch(Text::isInk)) {
            throw new InvalidInputException(field, "reason.required", field + " must say something.");
        }
        return requireText(field, value);
    }

    /**
     * A reason that others will judge: at least so many visible characters, not one pattern over and over, and words
     * rather than signs.
     */
    public static String requireMeaning(String field, @Nullable String value, int least) {
        String reason = requireReason(field, value);
        int[] ink = reason.codePoints().filter(Text::isInk).toArray();
        if (ink.length < least) {
            throw new InvalidInputException(
                    field, "reason.tooShort", field + " must say something in at least " + least + " characters.");
        }
        long different = Arrays.stream(ink).distinct().count();
        long letters = Arrays.stream(ink).filter(Character::isLetter).count();
        if (different < 8 || letters * 2 < ink.length || isRepetition(ink)) {
            throw new InvalidInputException(
                    field, "reason.meaningless", field + " must say in words what the matter is.");
        }
        return reason;
    }

    private static boolean isRepetition(int[] ink) {
        for (int period = 1; period <= ink.length / 2; period++) {
            int[] shifted = Arrays.copyOfRange(ink, period, ink.length);
            if (Arrays.equals(shifted, Arrays.copyOf(ink, ink.length - period))) {
                return true;
            }
        }
        return false;
    }

    /** A text that may be empty: at most 4,000 code points, line breaks allowed; null becomes the empty text. */
    public static String optional(String field, @Nullable String value) {
        return value == null ? "" : requireText(field, value);
    }

    /** Opaque text that is compared, never shown as markup: not blank, storable, no control characters. */
    public static String requireOpaque(String field, @Nullable String value, int maxCodePoints) {
        String present = requirePresent(field, value, field);
        refuseUnstorable(field, present);
        refuseLonger(field, present, maxCodePoints);
        present.codePoints().filter(Character::isISOControl).findFirst().ifPresent(c -> {
            throw new InvalidInputException(field, "text.control", field + " contains a control character.");
        });
        return present;
    }

    /** Text for programs, which may be empty and is never changed: of at most so many code points, and storable. */
    public static String requireStorable(String field, String value, int maxCodePoints) {
        refuseLonger(field, value, maxCodePoints);
        refuseUnstorable(field, value);
        return value;
    }

    /**
     * What foreign code said, such as a deployer's message, made fit to be stored and shown: clipped to 4,000 code points,
     * with a replacement character for everything that cannot be stored. Never refused: that it said something must not
     * get lost.
     */
    public static String foreign(@Nullable String value) {
        if (value == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(MAX_TEXT).map(Text::storable).forEach(text::appendCodePoint);
        return Secrets.mask(text.toString());
    }

    private static int storable(int c) {
        boolean refused = c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return refused ? REPLACEMENT : c;
    }

    private static String requireText(String field, String value) {
        refuseLonger(field, value, MAX_TEXT);
        refuseUnstorable(field, value);
        String text = Normalizer.normalize(value, Normalizer.Form.NFC);
        text.codePoints().forEach(c -> refuseHidden(field, c, true));
        return Secrets.mask(text);
    }

    private static String requirePresent(String field, @Nullable String value, String code) {
        if (value == null || value.isBlank()) {
            throw new InvalidInputException(field, code, field + " is required.");
        }
        return value;
    }

    private static InvalidInputException nameTooLong(String field) {
        return new InvalidInputException(field, "name.tooLong", field + " has more than " + MAX_NAME + " characters.");
    }

    private static void refuseLonger(String field, String value, int maxCodePoints) {
        if (value.codePointCount(0, value.length()) > maxCodePoints) {
            throw new InvalidInputException(
                    field, "text.tooLong", field + " has more than " + maxCodePoints + " characters.");
        }
    }

    private static void refuseUnstorable(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInputException(field, "text.nul", field + " contains a NUL character.");
        }
        value.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).findFirst().ifPresent(c -> {
            throw new InvalidInputException(
                    field, "text.unpairedSurrogate", field + " contains half of a character (an unpaired surrogate).");
        });
    }

    private static void refuseHidden(String field, int c, boolean lines) {
        if (lines && (c == '\n' || c == '\r' || c == '\t')) {
            return;
        }
        if (isBidirectional(c)) {
            throw new InvalidInputException(
                    field, "text.bidi", field + " contains a character that reverses the reading direction.");
        }
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                throw new InvalidInputException(field, "text.control", field + " contains a control character.");
            case Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE ->
                throw new InvalidInputException(field, "text.invisible", field + " contains an invisible character.");
            default -> {
                // Everything else can be seen.
            }
        }
    }

    /** A name is compared by eye: what cannot be seen in it, or looks like another letter, makes two names look alike. */
    private static void refuseDisguise(String field, String name) {
        if (name.codePoints().anyMatch(Text::isIgnorable)) {
            throw new InvalidInputException(field, "text.invisible", field + " contains an invisible character.");
        }
        if (Scripts.areMixedInAWord(name)) {
            throw new InvalidInputException(
                    field, "name.confusable", field + " mixes letters of different scripts in one word.");
        }
    }

    private static boolean isInk(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isIgnorable(c);
    }

    /** Letters, marks and symbols that show nothing: fillers, joiners and variation selectors. */
    private static boolean isIgnorable(int c) {
        return c == 0x034F
                || (c >= 0x115F && c <= 0x1160)
                || (c >= 0x17B4 && c <= 0x17B5)
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isBidirectional(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }

    private static void refuseExpression(String field, String value) {
        if (value.contains("${") || value.contains("#{")) {
            throw new InvalidInputException(field, "text.expression", field + " contains an expression.");
        }
    }
}
