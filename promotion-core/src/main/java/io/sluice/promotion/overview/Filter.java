package io.sluice.promotion.overview;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * Which requests to show. Every part that is given must fit.
 *
 * @param target into which workspace
 * @param artifact of which artifact
 * @param requestedBy asked for by whom
 */
public record Filter(Optional<WorkspaceId> target, Optional<ArtifactRef> artifact, Optional<PersonId> requestedBy) {
    /** All requests. */
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Those into one workspace. */
    public Filter into(WorkspaceId workspace) {
        return new Filter(Optional.of(workspace), artifact, requestedBy);
    }

    /** Those of one artifact. */
    public Filter of(ArtifactRef one) {
        return new Filter(target, Optional.of(one), requestedBy);
    }

    /** Those that one person asked for. */
    public Filter by(PersonId person) {
        return new Filter(target, artifact, Optional.of(person));
    }
}
