package io.sluice.promotion.release;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * The fact that a version went live in a workspace. The releases of (workspace, artifact) in order of
 * {@code sequence} are its version history.
 *
 * @param organization the tenant
 * @param id names the release
 * @param workspace where
 * @param artifact what
 * @param sequence 1, 2, 3… inside (workspace, artifact)
 * @param version which version
 * @param digest its content
 * @param cause why it went live
 * @param promotion the promotion that did it; empty when registered
 * @param replaced the release that was live before, if any
 * @param liveFrom when it went live
 * @param liveUntil when another release, or nothing, took its place; empty while it is current
 */
public record Release(
        OrganizationId organization,
        ReleaseId id,
        WorkspaceId workspace,
        ArtifactRef artifact,
        long sequence,
        VersionLabel version,
        Digest digest,
        ReleaseCause cause,
        Optional<PromotionId> promotion,
        Optional<ReleaseId> replaced,
        Instant liveFrom,
        Optional<Instant> liveUntil) {
    /** Whether it is live now. */
    public boolean isCurrent() {
        return liveUntil.isEmpty();
    }
}
