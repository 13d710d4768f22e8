package io.sluice.promotion.check;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a check said about one digest on its way into one workspace, and until when that counts. Append-only; the newest
 * result of a check is the one that counts, in the order in which the database took them in. When that one is revoked the
 * check must run again: an older result never comes back.
 *
 * @param organization the tenant
 * @param id names the result
 * @param artifact which artifact
 * @param digest the content that was checked
 * @param target the workspace whose demands were applied
 * @param name which check
 * @param outcome what it said
 * @param measuredAt when
 * @param validUntil from then on it counts as missing
 * @param reportedBy {@code sluice} when Sluice ran the check, else the account that reported it
 * @param revoked who took it back, when and why; from then on it counts as missing
 */
public record CheckResult(
        OrganizationId organization,
        CheckResultId id,
        ArtifactRef artifact,
        Digest digest,
        WorkspaceId target,
        CheckName name,
        CheckOutcome outcome,
        Instant measuredAt,
        Instant validUntil,
        String reportedBy,
        Optional<Revocation> revoked) {
    /**
     * Somebody said that a result counts no longer.
     *
     * @param by who
     * @param at when
     * @param reason why
     */
    public record Revocation(PersonId by, Instant at, String reason) {}

    /** Whether the result lets a version with this digest through at that moment. */
    public boolean passes(Digest wanted, Instant now) {
        return outcome.verdict() == CheckVerdict.PASSED && isFresh(now) && digest.equals(wanted);
    }

    /** Whether the result still counts. */
    public boolean isFresh(Instant now) {
        return revoked.isEmpty() && now.isBefore(validUntil);
    }
}
