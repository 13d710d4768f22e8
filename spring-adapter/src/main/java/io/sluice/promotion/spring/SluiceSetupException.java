package io.sluice.promotion.spring;

import org.jspecify.annotations.Nullable;

/** Sluice cannot start in this application as it is set up. The application's start then ends with both texts. */
public final class SluiceSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Says what is wrong and what to do.
     *
     * @param description what is wrong, for the developer of the application
     * @param action what to do about it
     */
    public SluiceSetupException(String description, String action) {
        this(description, action, null);
    }

    /** The same with what led to it. */
    public SluiceSetupException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
