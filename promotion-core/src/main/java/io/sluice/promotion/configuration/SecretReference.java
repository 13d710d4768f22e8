package io.sluice.promotion.configuration;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a secret without holding it: {@code secret:} and two or more parts between slashes, the first of which names the
 * vault, as in {@code secret:vault/prod/database}. Parts are letters, digits, dot, underscore and hyphen; at most 512
 * characters in all.
 */
public final class SecretReference {
    private static final String PREFIX = "secret:";
    private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final Pattern FORM = Pattern.compile(PREFIX + PART + "(?:/" + PART + ")+");
    private static final int LONGEST = 512;

    private SecretReference() {}

    /** Whether the text is meant to be a reference, well-formed or not. */
    public static boolean matches(String text) {
        return text.startsWith(PREFIX);
    }

    /** The parts behind the vault; empty for a text that is no reference. */
    public static List<String> path(String reference) {
        if (!FORM.matcher(reference).matches()) {
            return List.of();
        }
        List<String> parts = List.of(reference.substring(PREFIX.length()).split("/", -1));
        return parts.subList(1, parts.size());
    }

    static String require(String field, String value) {
        boolean climbs = value.contains("..");
        if (value.length() > LONGEST || climbs || !FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    field,
                    "configuration.secretReference",
                    field + " must be a reference such as secret:vault/prod/database.");
        }
        return value;
    }
}
