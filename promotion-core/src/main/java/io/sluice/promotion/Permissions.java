package io.sluice.promotion;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.workspace.Workspace;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What callers may do, for screens that say so before anybody tries. To ask is no denied access, and decides nothing: every
 * call is judged again when it is made. Thread-safe.
 */
public final class Permissions {
    /**
     * What a role gives in a workspace.
     *
     * @param role of the directory
     * @param permissions what it gives; none for a role that policies ask and nothing else
     * @param people the active human beings who hold it there, by id
     */
    public record Grant(RoleId role, Set<Permission> permissions, List<PersonId> people) {
        /** Copies the collections. */
        public Grant {
            permissions = Set.copyOf(permissions);
            people = List.copyOf(people);
        }
    }

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Directory directory;

    Permissions(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.directory = core.directory();
    }

    /** The person who calls, whatever account they use. */
    public PersonId caller(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, Caller::person);
    }

    /** What the caller may do in all of the organization; nothing for a member without such a role. */
    public Set<Permission> everywhere(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> held(caller.member().rolesEverywhere()));
    }

    /** What the caller may do in a workspace that they see. */
    public Set<Permission> in(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_WORKSPACE, workspace);
            return held(caller.member().rolesIn(workspace));
        });
    }

    /**
     * Every role that gives something or that the policy in force asks, with those who hold it in a workspace that the
     * caller sees; by role. Asks the host's directory once for each role.
     */
    public List<Grant> roles(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> roles(caller, workspace));
    }

    private List<Grant> roles(Caller caller, WorkspaceId id) {
        authorization.require(caller, Operation.VIEW_WORKSPACE, id);
        Workspace workspace = catalog.workspace(caller.organization(), id);
        Set<RoleId> roles = new TreeSet<>(Comparator.comparing(RoleId::value));
        for (Permission permission : Permission.values()) {
            roles.addAll(authorization.rolesWith(permission));
        }
        roles.addAll(asked(catalog.policy(caller.organization(), id, workspace.policyRevision())
                .policy()));
        return roles.stream()
                .map(role -> new Grant(
                        role,
                        held(Set.of(role)),
                        directory.members(caller.organization(), id, role).stream()
                                .map(Member::person)
                                .distinct()
                                .sorted(Comparator.comparing(PersonId::value))
                                .toList()))
                .toList();
    }

    private static Set<RoleId> asked(PromotionPolicy policy) {
        return Stream.of(
                        policy.stages().stream().flatMap(stage -> stage.roles().stream()),
                        policy.rollback().map(ApprovalStage::roles).stream().flatMap(Set::stream),
                        policy.reminders().escalateTo().stream())
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }

    private Set<Permission> held(Set<RoleId> roles) {
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (authorization.allow(roles, permission)) {
                held.add(permission);
            }
        }
        return held;
    }
}
