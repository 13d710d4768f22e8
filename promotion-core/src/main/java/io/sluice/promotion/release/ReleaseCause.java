package io.sluice.promotion.release;

/** Why a version went live. */
public enum ReleaseCause {
    /** It was registered at the head of a path. */
    REGISTERED,
    /** A promotion deployed it. */
    PROMOTED,
    /** It was put back: by hand, or because its successor failed. */
    RESTORED,
    /** It was found live past Sluice, had been live there before, and a person accepted it. */
    ACCEPTED
}
