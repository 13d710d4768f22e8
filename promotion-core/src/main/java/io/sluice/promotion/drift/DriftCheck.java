package io.sluice.promotion.drift;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * What one look at one place came to.
 *
 * @param workspace where
 * @param artifact what
 * @param standing how it stands
 * @param recorded the recorded content; empty when nothing is recorded to be live
 * @param found the content that the deployer reports; empty when nothing is live, or nobody could tell
 */
public record DriftCheck(
        WorkspaceId workspace,
        ArtifactRef artifact,
        Standing standing,
        Optional<Digest> recorded,
        Optional<Digest> found) {
    /** How a place stands. */
    public enum Standing {
        /** What is live is what was recorded. */
        EQUAL,
        /** Something else is live. */
        DRIFTED,
        /** A promotion is changing the place, or changed it meanwhile; there is nothing to compare with. */
        CHANGING,
        /** The deployer cannot tell what is live: neither clean nor drifted. */
        UNKNOWN
    }
}
