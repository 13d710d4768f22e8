package io.sluice.promotion.release;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody found that a release does not work as it should. There is one for each release, however often it is reported.
 *
 * @param organization the tenant
 * @param release which release
 * @param reports how often it was reported
 * @param reason what was reported first
 * @param reportedBy the account that did, or {@code check} and the name of the check that failed
 * @param reportedAt when
 * @param state what Sluice makes of it
 * @param note why, for people; empty while it waits
 * @param rollback the rollback that Sluice asked for
 */
public record HealthReport(
        OrganizationId organization,
        ReleaseId release,
        int reports,
        String reason,
        String reportedBy,
        Instant reportedAt,
        State state,
        String note,
        Optional<PromotionId> rollback) {
    /** What Sluice makes of it. */
    public enum State {
        /** Sluice will ask for a rollback once nothing else changes the target. */
        WAITING,
        /** Sluice asked for one. */
        ROLLBACK_ASKED,
        /** It is for people to act. */
        LEFT_TO_PEOPLE
    }

    /** The same report, settled. */
    public HealthReport settled(State outcome, String why, Optional<PromotionId> asked) {
        return new HealthReport(organization, release, reports, reason, reportedBy, reportedAt, outcome, why, asked);
    }
}
