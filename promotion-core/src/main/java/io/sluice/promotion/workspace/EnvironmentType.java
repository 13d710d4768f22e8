package io.sluice.promotion.workspace;

/** What a workspace is for. */
public enum EnvironmentType {
    /** Where versions begin. */
    DEVELOPMENT,
    /** Where versions are tried under production-like conditions. */
    STAGING,
    /** Where users are. Protected: nothing enters without at least one approval. */
    PRODUCTION,
    /** For trying things out; on no promotion path. */
    SANDBOX;

    /** Whether a version may never enter without the consent of a person. */
    public boolean isProtected() {
        return this == PRODUCTION;
    }
}
