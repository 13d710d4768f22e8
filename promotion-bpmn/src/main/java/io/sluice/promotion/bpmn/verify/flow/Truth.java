package io.sluice.promotion.bpmn.verify.flow;

/** What is known of a condition. */
public enum Truth {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** It may hold or not. */
    UNKNOWN,
    /** It cannot be evaluated: a variable it needs was not written yet. */
    FAULT;

    /** For what is known. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN, FAULT -> this;
        };
    }

    /** The right side is not evaluated when the left one decides. */
    Truth and(Truth right) {
        return this == FALSE || this == FAULT ? this : right == TRUE ? this : this == UNKNOWN ? mixed(right) : right;
    }

    /** The right side is not evaluated when the left one decides. */
    Truth or(Truth right) {
        return not().and(right.not()).not();
    }

    private static Truth mixed(Truth right) {
        return right == FALSE || right == FAULT ? right : UNKNOWN;
    }
}
