package io.sluice.promotion.request;

/** What is going on inside a status, for people to read. */
public enum PromotionPhase {
    /** Accepted, not begun; begins by itself once the request before it has ended. */
    IN_LINE,
    /** Automatic checks run. */
    CHECKING,
    /** People are asked. */
    AWAITING_APPROVAL,
    /** Decided; waits for the time it was scheduled for, or until its version was live in the source for long enough. */
    SCHEDULED,
    /** Decided; waits for a change window, or for the end of a freeze. */
    WAITING_FOR_WINDOW,
    /** Decided; another promotion holds the target, or checks run again. */
    QUEUED,
    /** Decided; a person holds it back: the line is stopped, the target pinned, or the version marked as bad. */
    HELD,
    /** The gate was open; the deployer is at work. */
    DEPLOYING,
    /** Deployed; the deployer verifies. */
    VERIFYING,
    /** The earlier version is being put back. */
    ROLLING_BACK,
    /** Nobody knows how a deployment ended; the deployer is asked. */
    RECONCILING,
    /** Rolling back failed; a person must repair. */
    REPAIRING,
    /** Over. */
    ENDED
}
