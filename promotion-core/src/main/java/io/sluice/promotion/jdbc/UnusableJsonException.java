package io.sluice.promotion.jdbc;

/** A JSON object lacks something, holds something nobody knows, or a value that cannot be used. */
final class UnusableJsonException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String why;

    UnusableJsonException(String place, String why) {
        super("At " + place + ": " + why);
        this.place = place;
        this.why = why;
    }

    UnusableJsonException(String place, String why, Throwable cause) {
        this(place, why);
        initCause(cause);
    }

    /** Where, such as {@code stages[0].name}; empty for the whole. */
    String place() {
        return place;
    }

    /** What is wrong there. */
    String why() {
        return why;
    }
}
