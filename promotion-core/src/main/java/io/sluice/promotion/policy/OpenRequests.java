package io.sluice.promotion.policy;

/** What a new request does when another one for the same artifact and target is open. */
public enum OpenRequests {
    /** A pending request for an earlier version gives way to the new one. */
    SUPERSEDE,
    /** The new request waits until the other one has ended. */
    QUEUE,
    /** The new request is refused. */
    REFUSE
}
