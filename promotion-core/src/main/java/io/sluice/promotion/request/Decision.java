package io.sluice.promotion.request;

/** What a person said. */
public enum Decision {
    /** Yes. */
    APPROVED,
    /** No; ends the request. */
    REJECTED
}
