package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import java.util.List;
import java.util.Optional;

/** The registered versions of artifacts. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class VersionRows {
    VersionRows() {}

    /** Adds a version. */
    public void insert(ArtifactVersion version) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The version with this label, if there is one. */
    public Optional<ArtifactVersion> find(OrganizationId organization, ArtifactRef artifact, VersionLabel label) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** All versions, newest first. */
    public List<ArtifactVersion> list(OrganizationId organization, ArtifactRef artifact) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The version with this content, if there is one; the oldest when several labels share it. */
    public Optional<ArtifactVersion> findByDigest(OrganizationId organization, ArtifactRef artifact, Digest digest) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
