package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is, and was, live where. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class ReleaseRows {
    ReleaseRows() {}

    /** The target, created when absent, locked until the unit of work ends. */
    public Target lockTarget(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The target, if anything was ever about to change it. */
    public Optional<Target> findTarget(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Writes what is live in a target, who holds it and its counters. */
    public void update(Target target) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Adds a release. */
    public void insert(Release release) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Says until when a release was live. */
    public void end(OrganizationId organization, ReleaseId id, Instant liveUntil) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The release, if there is one. */
    public Optional<Release> find(OrganizationId organization, ReleaseId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The release that is live in a target, if one is. */
    public Optional<Release> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The newest releases of a target, newest first. */
    public List<Release> history(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Whether this content was ever live in a target. */
    public boolean wasLive(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** How many artifacts are live in a workspace. */
    public int liveArtifacts(OrganizationId organization, WorkspaceId workspace) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Everything that is live in the organization, by artifact and workspace. */
    public List<Release> board(OrganizationId organization) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
