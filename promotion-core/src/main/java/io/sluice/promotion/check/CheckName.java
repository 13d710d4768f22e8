package io.sluice.promotion.check;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an automatic gate.
 *
 * @param value {@code [a-z][a-z0-9-]{0,39}}
 */
public record CheckName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** All tests pass; reads JUnit XML. */
    public static final CheckName TESTS = new CheckName("tests");

    /** The security scan passed; reads SARIF 2.1.0. */
    public static final CheckName SECURITY = new CheckName("security");

    /** The benchmarks are met; reads JMH JSON. */
    public static final CheckName PERFORMANCE = new CheckName("performance");

    /** Refuses anything else with {@code check.format}. */
    public CheckName {
        if (!matches(value)) {
            throw new InvalidInputException(
                    "check", "check.format", "A check name is 1 to 40 characters of a-z, 0-9 and hyphen.");
        }
    }

    private static boolean matches(@Nullable String value) {
        return value != null && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
