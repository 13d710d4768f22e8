package io.sluice.promotion.artifact;

import io.sluice.promotion.input.Identifier;

/**
 * Names an artifact inside its organization.
 *
 * @param kind what sort of thing
 * @param id which one; {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record ArtifactRef(ArtifactKind kind, String id) {
    /** Refuses a malformed id. */
    public ArtifactRef {
        Identifier.require("artifact.id", id);
    }

    /** An agent. */
    public static ArtifactRef agent(String id) {
        return new ArtifactRef(ArtifactKind.AGENT, id);
    }

    /** An orchestration. */
    public static ArtifactRef orchestration(String id) {
        return new ArtifactRef(ArtifactKind.ORCHESTRATION, id);
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
