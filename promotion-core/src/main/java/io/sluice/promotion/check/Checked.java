package io.sluice.promotion.check;

/** How far the checks of a promotion are. */
public enum Checked {
    /** All required checks have passed. */
    PASSED,
    /** At least one has not. */
    FAILED,
    /** A result is still to be reported from outside; ask again later. */
    AWAITED
}
