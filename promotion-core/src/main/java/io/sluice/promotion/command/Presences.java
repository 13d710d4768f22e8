package io.sluice.promotion.command;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Members as the gate looks at them. Asks the directory; outside of transactions only. */
public final class Presences {
    private final Directory directory;
    private final Authorization authorization;

    public Presences(Directory directory, Authorization authorization) {
        this.directory = directory;
        this.authorization = authorization;
    }

    /**
     * Somebody who is active and human.
     *
     * @param requested when the roles held then matter, too
     */
    public Optional<Presence> of(
            OrganizationId organization, Member member, WorkspaceId target, Optional<Instant> requested) {
        if (!member.active() || !member.human()) {
            return Optional.empty();
        }
        Set<RoleId> roles = member.rolesIn(target);
        Optional<Set<RoleId>> then = requested
                .flatMap(moment -> directory.grantsAsOf(organization, member.person(), moment))
                .map(grants -> rolesIn(grants, target));
        return Optional.of(new Presence(member.person(), roles, authorization.allow(roles, Permission.OPERATE), then));
    }

    private static Set<RoleId> rolesIn(Set<RoleGrant> grants, WorkspaceId target) {
        return grants.stream()
                .filter(grant -> grant.appliesTo(target))
                .map(RoleGrant::role)
                .collect(Collectors.toUnmodifiableSet());
    }
}
