package io.sluice.promotion.release;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Comparator;
import java.util.Optional;

/**
 * The place (workspace, artifact) that a promotion changes: what is live there, who holds it, and the number that fences
 * off workers that come too late.
 *
 * @param organization the tenant
 * @param workspace where
 * @param artifact what
 * @param current the release that is live, if any
 * @param heldBy the promotion that is changing it, if any
 * @param fence grows with every deployment attempt; a result with an older number is refused
 * @param releases how many releases there have been
 */
public record Target(
        OrganizationId organization,
        WorkspaceId workspace,
        ArtifactRef artifact,
        Optional<ReleaseId> current,
        Optional<PromotionId> heldBy,
        long fence,
        long releases) {
    /** In which order whoever locks several targets of a workspace locks them, so that nobody waits in a circle. */
    public static final Comparator<ArtifactRef> LOCK_ORDER = Comparator.comparing(ArtifactRef::toString);

    /** The same target with that release live. */
    public Target live(Release release) {
        return new Target(
                organization, workspace, artifact, Optional.of(release.id()), heldBy, fence, release.sequence());
    }

    /** The same target with nothing live. */
    public Target dark() {
        return new Target(organization, workspace, artifact, Optional.empty(), heldBy, fence, releases);
    }

    /** The same target held by that promotion. */
    public Target heldBy(PromotionId holder) {
        return new Target(organization, workspace, artifact, current, Optional.of(holder), fence, releases);
    }

    /** The same target held by nobody. */
    public Target free() {
        return new Target(organization, workspace, artifact, current, Optional.empty(), fence, releases);
    }

    /** The same target with the next fence. */
    public Target fenced() {
        return new Target(organization, workspace, artifact, current, heldBy, fence + 1, releases);
    }

    /** Whether that promotion holds it. */
    public boolean isHeldBy(PromotionId promotion) {
        return heldBy.equals(Optional.of(promotion));
    }
}
