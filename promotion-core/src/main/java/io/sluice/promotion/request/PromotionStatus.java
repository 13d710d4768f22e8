package io.sluice.promotion.request;

import java.util.EnumSet;
import java.util.Set;

/** Where a promotion request stands. There is exactly one end, and it is final. */
public enum PromotionStatus {
    /** Checks run and people decide. */
    PENDING,
    /** Decided yes; may still wait for its time or for the target. */
    APPROVED,
    /** The version is live and verified. */
    COMPLETED,
    /** A person said no. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED,
    /** Withdrawn. */
    CANCELLED,
    /** Stopped by a check, the gate, or a rollback that failed. */
    FAILED,
    /** The deployment or its verification failed and the earlier version is back. */
    ROLLED_BACK,
    /** A request for a newer version took its place. */
    SUPERSEDED;

    private static final Set<PromotionStatus> FROM_PENDING =
            EnumSet.of(APPROVED, REJECTED, EXPIRED, CANCELLED, FAILED, SUPERSEDED);
    private static final Set<PromotionStatus> FROM_APPROVED =
            EnumSet.of(COMPLETED, REJECTED, CANCELLED, FAILED, ROLLED_BACK);

    /** Whether nothing can follow. */
    public boolean isEnd() {
        return this != PENDING && this != APPROVED;
    }

    /** Whether the table of transitions allows the step. */
    public boolean canBecome(PromotionStatus next) {
        return switch (this) {
            case PENDING -> FROM_PENDING.contains(next);
            case APPROVED -> FROM_APPROVED.contains(next);
            default -> false;
        };
    }
}
