package io.sluice.promotion.freeze;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * What a freeze holds.
 *
 * @param workspace the target; empty for every workspace of the organization
 * @param artifact the artifact; empty for all of them
 */
public record FreezeScope(Optional<WorkspaceId> workspace, Optional<ArtifactRef> artifact) {
    /** Everything in the organization. */
    public static FreezeScope organization() {
        return new FreezeScope(Optional.empty(), Optional.empty());
    }

    /** Everything that would enter one workspace. */
    public static FreezeScope of(WorkspaceId workspace) {
        return new FreezeScope(Optional.of(workspace), Optional.empty());
    }

    /** One artifact, wherever it goes. */
    public static FreezeScope of(ArtifactRef artifact) {
        return new FreezeScope(Optional.empty(), Optional.of(artifact));
    }

    /** One artifact on its way into one workspace. */
    public static FreezeScope of(WorkspaceId workspace, ArtifactRef artifact) {
        return new FreezeScope(Optional.of(workspace), Optional.of(artifact));
    }

    /** Whether it holds that artifact on its way into that workspace. */
    public boolean covers(WorkspaceId target, ArtifactRef what) {
        return workspace.map(target::equals).orElse(true)
                && artifact.map(what::equals).orElse(true);
    }
}
