package io.sluice.promotion.check;

/** What a check found. Only {@link #PASSED} lets a version through. */
public enum CheckVerdict {
    /** What was demanded is met. */
    PASSED,
    /** It is not met. */
    FAILED,
    /** The check could not tell: report missing, unreadable, or the check itself broke. */
    ERROR
}
