package io.sluice.promotion.spring.rest;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;

/** An artifact, in answers and in bodies. */
public record ArtifactView(String kind, String id) {
    /** As it is sent. */
    public static ArtifactView of(ArtifactRef artifact) {
        return new ArtifactView(artifact.kind().value(), artifact.id());
    }

    /** As it was meant. */
    public ArtifactRef ref() {
        return new ArtifactRef(new ArtifactKind(kind), id);
    }
}
