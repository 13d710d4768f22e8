package io.sluice.promotion.access;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * A role that a person holds, in one workspace or in all of the organization.
 *
 * @param role the role
 * @param workspace where; empty means every workspace of the organization and the organization itself
 */
public record RoleGrant(RoleId role, Optional<WorkspaceId> workspace) {
    /** A role in every workspace of the organization. */
    public static RoleGrant everywhere(String role) {
        return new RoleGrant(new RoleId(role), Optional.empty());
    }

    /** A role in one workspace. */
    public static RoleGrant in(WorkspaceId workspace, String role) {
        return new RoleGrant(new RoleId(role), Optional.of(workspace));
    }

    /** Whether the grant holds in the workspace. */
    public boolean appliesTo(WorkspaceId target) {
        return workspace.isEmpty() || workspace.get().equals(target);
    }
}
