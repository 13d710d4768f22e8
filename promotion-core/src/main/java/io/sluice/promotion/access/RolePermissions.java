package io.sluice.promotion.access;

import static io.sluice.promotion.access.Permission.AUDIT;
import static io.sluice.promotion.access.Permission.BREAK_GLASS;
import static io.sluice.promotion.access.Permission.HOLD_BACK;
import static io.sluice.promotion.access.Permission.MANAGE_FREEZES;
import static io.sluice.promotion.access.Permission.MANAGE_ORGANIZATION;
import static io.sluice.promotion.access.Permission.MANAGE_POLICY;
import static io.sluice.promotion.access.Permission.MANAGE_PRIVACY;
import static io.sluice.promotion.access.Permission.MANAGE_WORKSPACE;
import static io.sluice.promotion.access.Permission.OPERATE;
import static io.sluice.promotion.access.Permission.READ_CONFIGURATION;
import static io.sluice.promotion.access.Permission.REGISTER;
import static io.sluice.promotion.access.Permission.REPORT_CHECK;
import static io.sluice.promotion.access.Permission.REQUEST;
import static io.sluice.promotion.access.Permission.ROLL_BACK;
import static io.sluice.promotion.access.Permission.SKIP_WORKSPACE;
import static io.sluice.promotion.access.Permission.STOP_LINE;
import static io.sluice.promotion.access.Permission.VETO;
import static io.sluice.promotion.access.Permission.VIEW;

import io.sluice.promotion.identity.RoleId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which role allows what. A role that is not listed allows nothing, and no role includes another: whoever administers an
 * organization does not thereby approve.
 *
 * @param permissions role to permissions
 */
public record RolePermissions(Map<RoleId, Set<Permission>> permissions) {
    /** Copies the table. */
    public RolePermissions {
        permissions = Map.copyOf(permissions);
    }

    /**
     * The built-in roles: {@code viewer}, {@code requester}, {@code check-reporter}, {@code deployer},
     * {@code policy-admin}, {@code org-admin}, {@code auditor}, {@code privacy-officer}, {@code release-guard} (may reject
     * anything it sees, and manages freezes), {@code break-glass} (may pass approvals by in an emergency), {@code
     * path-skipper} (may pass over workspaces).
     */
    public static RolePermissions standard() {
        Map<RoleId, Set<Permission>> table = new HashMap<>();
        table.put(new RoleId("viewer"), Set.of(VIEW));
        table.put(new RoleId("requester"), Set.of(VIEW, REGISTER, REQUEST));
        table.put(new RoleId("check-reporter"), Set.of(VIEW, REPORT_CHECK));
        table.put(new RoleId("deployer"), Set.of(VIEW, ROLL_BACK, OPERATE, STOP_LINE, HOLD_BACK, READ_CONFIGURATION));
        table.put(
                new RoleId("policy-admin"),
                Set.of(VIEW, READ_CONFIGURATION, MANAGE_WORKSPACE, MANAGE_POLICY, MANAGE_FREEZES));
        table.put(new RoleId("org-admin"), Set.of(VIEW, READ_CONFIGURATION, MANAGE_ORGANIZATION, MANAGE_WORKSPACE));
        table.put(new RoleId("auditor"), Set.of(VIEW, READ_CONFIGURATION, AUDIT));
        table.put(new RoleId("privacy-officer"), Set.of(VIEW, MANAGE_PRIVACY));
        table.put(new RoleId("release-guard"), Set.of(VIEW, VETO, STOP_LINE, HOLD_BACK, MANAGE_FREEZES));
        table.put(new RoleId("break-glass"), Set.of(VIEW, BREAK_GLASS));
        table.put(new RoleId("path-skipper"), Set.of(VIEW, SKIP_WORKSPACE));
        return new RolePermissions(table);
    }

    /** Whether one of the roles allows it. */
    public boolean allow(Set<RoleId> roles, Permission permission) {
        return roles.stream()
                .anyMatch(role -> permissions.getOrDefault(role, Set.of()).contains(permission));
    }
}
