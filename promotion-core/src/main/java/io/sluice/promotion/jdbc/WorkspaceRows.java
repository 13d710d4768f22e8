package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** The workspaces of an organization. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class WorkspaceRows {
    WorkspaceRows() {}

    /** Adds a workspace. */
    public void insert(Workspace workspace) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The workspace, if there is one. */
    public Optional<Workspace> find(OrganizationId organization, WorkspaceId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The workspace, locked until the unit of work ends. */
    public Optional<Workspace> lock(OrganizationId organization, WorkspaceId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** All workspaces by id. */
    public List<Workspace> list(OrganizationId organization) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Writes the next revision; false when somebody else was faster. */
    public boolean update(Workspace changed) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
