package io.sluice.promotion.request;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.ReleaseId;
import java.util.Optional;

/**
 * One version that a promotion moves. Most promotions have one item; a unit has several, which go live or stay out
 * together.
 *
 * @param artifact what
 * @param version which version
 * @param digest its content
 * @param restores the release that was live in the target when it was requested and that a rollback puts back
 */
public record PromotionItem(ArtifactRef artifact, VersionLabel version, Digest digest, Optional<ReleaseId> restores) {
    /** Artifact and version, such as {@code AGENT/support-assistant 1.4.0}. */
    public String name() {
        return artifact + " " + version;
    }
}
