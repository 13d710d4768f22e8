package io.sluice.promotion.report;

/** The reports or the settings do not allow an answer; becomes the verdict ERROR with this message. */
final class CannotTellException extends Exception {
    private static final long serialVersionUID = 1L;

    CannotTellException(String sentence) {
        super(sentence);
    }

    /** What is wrong, in whole sentences. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
