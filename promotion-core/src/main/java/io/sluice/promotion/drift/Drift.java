package io.sluice.promotion.drift;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something else is live than what was recorded: somebody went past the promotions. It stays until the deployer reports
 * what is recorded, or a person accepts what was found.
 *
 * @param organization the tenant
 * @param workspace where
 * @param artifact what
 * @param release the recorded release that it was compared with; empty when nothing is recorded to be live
 * @param expected the recorded content; empty when nothing is recorded to be live
 * @param found the content that is live; empty when nothing is
 * @param since when this was first seen
 */
public record Drift(
        OrganizationId organization,
        WorkspaceId workspace,
        ArtifactRef artifact,
        Optional<ReleaseId> release,
        Optional<Digest> expected,
        Optional<Digest> found,
        Instant since) {
    /** Whether another look found the same. */
    public boolean isSame(Drift other) {
        return release.equals(other.release) && expected.equals(other.expected) && found.equals(other.found);
    }

    /** In words: what should be live, and what is. */
    public String inWords() {
        return "recorded: " + expected.map(Digest::value).orElse("nothing") + ", found: "
                + found.map(Digest::value).orElse("nothing");
    }
}
