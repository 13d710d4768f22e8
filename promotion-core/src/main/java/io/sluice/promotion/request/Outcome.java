package io.sluice.promotion.request;

/** How a process of a promotion can end; process designers write these names on end events. */
public enum Outcome {
    /** Live and verified. */
    PROMOTED(PromotionStatus.COMPLETED),
    /** A required check did not pass. */
    CHECKS_FAILED(PromotionStatus.FAILED),
    /** A person said no. */
    REJECTED(PromotionStatus.REJECTED),
    /** Nobody decided in time. */
    EXPIRED(PromotionStatus.EXPIRED),
    /** The gate was closed right before the deployment. */
    NOT_ALLOWED(PromotionStatus.FAILED),
    /** The earlier version is back. */
    ROLLED_BACK(PromotionStatus.ROLLED_BACK),
    /** Neither the new nor the earlier version is known to work. */
    ROLLBACK_FAILED(PromotionStatus.FAILED);

    private final PromotionStatus status;

    Outcome(PromotionStatus status) {
        this.status = status;
    }

    /** The status that the request ends in. */
    public PromotionStatus status() {
        return status;
    }
}
