package io.sluice.promotion.identity;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role as the host's directory names it. No wildcards, no lists.
 *
 * @param value {@code [a-z][a-z0-9_.:-]{0,63}}, not beginning with {@code camunda-}
 */
public record RoleId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.:-]{0,63}");

    /** Refuses anything else with {@code role.format}. */
    public RoleId {
        if (!isValid(value)) {
            throw new InvalidInputException(
                    "role",
                    "role.format",
                    "A role is 1 to 64 characters of a-z, 0-9, _ . : - beginning with a letter.");
        }
    }

    private static boolean isValid(@Nullable String value) {
        return value != null && FORM.matcher(value).matches() && !value.startsWith("camunda-");
    }

    @Override
    public String toString() {
        return value;
    }
}
