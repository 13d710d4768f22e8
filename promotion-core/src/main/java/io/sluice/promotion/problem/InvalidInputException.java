package io.sluice.promotion.problem;

/** The caller sent something that can never be right; nothing was written. */
public class InvalidInputException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which field is wrong and why.
     *
     * @param field the input field, in the words of the API
     * @param code stable code such as {@code id.format}
     * @param message for a person; never echoes more than 100 characters of the input
     */
    public InvalidInputException(String field, String code, String message) {
        super(code, field, message, null);
    }
}
