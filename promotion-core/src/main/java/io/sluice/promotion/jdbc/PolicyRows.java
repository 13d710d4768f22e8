package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import java.util.List;
import java.util.Optional;

/** The policy revisions of a workspace. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class PolicyRows {
    PolicyRows() {}

    /** Adds a revision. */
    public void insert(PolicyRevision revision) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** One revision, if there is one. */
    public Optional<PolicyRevision> find(OrganizationId organization, WorkspaceId workspace, int revision) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** All revisions, newest first. */
    public List<PolicyRevision> list(OrganizationId organization, WorkspaceId workspace) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
