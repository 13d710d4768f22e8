package io.sluice.promotion.input;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a command safe to send twice: the second call with the same key has no effect and answers like the first. Keys
 * are remembered for at least 7 days.
 *
 * @param value 1 to 128 printable ASCII characters without space
 */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    /** Refuses anything else with {@code idempotency.format}. */
    public IdempotencyKey {
        if (!matches(value)) {
            throw new InvalidInputException(
                    "idempotencyKey", "idempotency.format", "A key is 1 to 128 printable ASCII characters.");
        }
    }

    /** A key that nobody used before: for callers that never repeat a call. */
    public static IdempotencyKey unique() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    private static boolean matches(@Nullable String value) {
        return value != null && FORM.matcher(value).matches();
    }
}
