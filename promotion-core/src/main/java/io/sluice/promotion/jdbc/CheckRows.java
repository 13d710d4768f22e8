package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.List;
import java.util.Map;

/** The results of checks. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class CheckRows {
    CheckRows() {}

    /** Adds a result. */
    public void insert(String id, CheckResult result) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The newest result of every check. */
    public Map<CheckName, CheckResult> newest(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The newest results of all checks, newest first. */
    public List<CheckResult> history(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target, int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
