package io.sluice.promotion.spring.rest;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;

/** Names an artifact, in bodies and answers. */
public record ArtifactView(String kind, String id) {
    /** As it is known to Sluice. */
    public static ArtifactView of(ArtifactRef artifact) {
        return new ArtifactView(artifact.kind().value(), artifact.id());
    }

    /** Refuses a malformed kind or id. */
    public ArtifactRef ref() {
        return new ArtifactRef(new ArtifactKind(kind), id);
    }
}
