package io.sluice.promotion.problem;

import org.jspecify.annotations.Nullable;

/** Something Sluice depends on did not answer. Retry with the same idempotency key; nothing passes by default. */
public final class UnavailableException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what did not answer.
     *
     * @param code stable code such as {@code directory.unavailable}
     * @param message for a person
     * @param cause what was caught, if anything
     */
    public UnavailableException(String code, String message, @Nullable Throwable cause) {
        super(code, null, message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
