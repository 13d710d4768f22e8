package io.sluice.promotion.problem;

/** The state of the object no longer allows the command, or somebody was faster. Nothing was written. */
public final class ConflictException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses because of the present state.
     *
     * @param code stable code such as {@code promotion.alreadyDecided}
     * @param message for a person
     */
    public ConflictException(String code, String message) {
        super(code, null, message, null);
    }
}
