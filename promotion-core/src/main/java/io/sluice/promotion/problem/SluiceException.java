package io.sluice.promotion.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Root of everything Sluice refuses to do. Callers decide by {@link #code()}, which is stable across versions; the
 * message is for a person and may change.
 */
public abstract class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;

    /** For the refusals of Sluice's own packages. */
    protected SluiceException(String code, @Nullable String field, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
    }

    /** Stable, dotted code such as {@code promotion.inFlight}. */
    public final String code() {
        return code;
    }

    /** The input field the refusal is about, when there is one. */
    public final Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Whether the same call may succeed when it is sent again unchanged, with the same idempotency key. */
    public boolean retryable() {
        return false;
    }
}
