package io.sluice.promotion.input;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one form of identifiers: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}, without {@code ..}. */
public final class Identifier {
    private static final int MAX_LENGTH = 64;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private Identifier() {}

    /**
     * Returns the value when it is an identifier.
     *
     * @throws InvalidInputException {@code id.required}, {@code id.tooLong}, {@code text.nul} or {@code id.format}
     */
    public static String require(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidInputException(field, "id.required", field + " is required.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    field, "id.tooLong", field + " has more than " + MAX_LENGTH + " characters.");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInputException(field, "text.nul", field + " contains a NUL character.");
        }
        if (!FORM.matcher(value).matches() || value.contains("..")) {
            throw new InvalidInputException(
                    field, "id.format", field + " may hold letters, digits, dot, underscore and hyphen only.");
        }
        return value;
    }
}
