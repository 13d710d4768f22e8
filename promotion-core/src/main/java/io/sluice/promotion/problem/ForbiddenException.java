package io.sluice.promotion.problem;

/** The caller can see the object but lacks the right to do this. */
public final class ForbiddenException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses with a code that says which rule forbids it.
     *
     * @param code stable code such as {@code approval.selfApproval}
     * @param message for a person
     */
    public ForbiddenException(String code, String message) {
        super(code, null, message, null);
    }
}
