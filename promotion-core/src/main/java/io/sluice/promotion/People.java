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
import io.sluice.promotion.input.Text;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Persons as the host's directory knows them at the moment: the names behind their ids, which Sluice does not store, and what
 * they may. Whoever holds a role anywhere in the organization may read names. Thread-safe.
 */
public final class People {
    /** How many names one call of {@link #names} tells. */
    public static final int MOST_AT_ONCE = 200;

    private static final int LONGEST_SEARCH = 100;

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Directory directory;

    People(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.directory = core.directory();
    }

    /**
     * The caller, as the organization knows them.
     *
     * @param person their canonical id
     * @param name for people to read
     * @param permissions what their roles allow in all of the organization
     */
    public record Myself(PersonId person, String name, Set<Permission> permissions) {
        /** Copies the permissions. */
        public Myself {
            permissions = Set.copyOf(permissions);
        }
    }

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

    /** Who the caller is in the organization; every active member may ask. To ask is no attempt to do anything. */
    public Myself me(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> new Myself(
                        caller.person(),
                        caller.member().displayName(),
                        authorization.permissions(caller.member().rolesEverywhere())));
    }

    /**
     * What the caller's roles allow in a workspace, for deciding what to offer; the operations themselves judge again.
     *
     * @throws NotFoundException when the caller does not see the workspace
     */
    public Set<Permission> permissions(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            requireSeen(caller, workspace);
            return authorization.permissions(caller.member().rolesIn(workspace));
        });
    }

    /**
     * The active human beings who hold a role in a workspace, with their display names: who can be asked there. Whoever sees
     * the workspace may ask.
     *
     * @param role a role that the host's directory knows; one that it does not know is held by nobody
     * @throws NotFoundException when the caller does not see the workspace
     */
    public Map<PersonId, String> holding(Actor actor, OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return pipeline.read(actor, organization, caller -> {
            requireSeen(caller, workspace);
            Map<PersonId, String> names = new LinkedHashMap<>();
            directory
                    .members(organization, workspace, role)
                    .forEach(member -> names.put(member.person(), member.displayName()));
            return names;
        });
    }

    private void requireSeen(Caller caller, WorkspaceId workspace) {
        if (!authorization.sees(caller, workspace)) {
            throw new NotFoundException("workspace");
        }
        catalog.workspace(caller.organization(), workspace);
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
                        authorization.permissions(Set.of(role)),
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

    /**
     * The display names of members, also of those who are no longer active. Whom the organization does not know is left out.
     *
     * @param persons up to 200 different ones; the directory is asked once for each
     * @throws InvalidInputException {@code bulk.size}
     */
    public Map<PersonId, String> names(Actor actor, OrganizationId organization, Collection<PersonId> persons) {
        LinkedHashSet<PersonId> distinct = new LinkedHashSet<>(persons);
        if (distinct.size() > MOST_AT_ONCE) {
            throw new InvalidInputException("persons", "bulk.size", "At most 200 names can be asked for at once.");
        }
        return pipeline.read(actor, organization, caller -> {
            authorization.requireSomewhere(caller, Operation.VIEW_PEOPLE);
            Map<PersonId, String> names = new LinkedHashMap<>();
            distinct.forEach(person -> directory
                    .member(organization, person)
                    .ifPresent(member -> names.put(person, member.displayName())));
            return names;
        });
    }

    /**
     * Active human members whom a text describes, for choosing one; the directory decides what it compares and in which
     * order. A directory that cannot be searched finds nobody.
     *
     * @param text at most 100 characters; blank text finds nobody
     * @param limit 1 to 1,000
     * @throws InvalidInputException {@code page.limit}, {@code text.tooLong} or {@code text.control}
     */
    public Map<PersonId, String> search(Actor actor, OrganizationId organization, String text, int limit) {
        Releases.requireLimit(limit);
        String part = text.isBlank() ? "" : Text.requireOpaque("text", text.strip(), LONGEST_SEARCH);
        return pipeline.read(actor, organization, caller -> {
            authorization.requireSomewhere(caller, Operation.VIEW_PEOPLE);
            List<Member> found = part.isEmpty() ? List.of() : directory.search(organization, part, limit);
            Map<PersonId, String> names = new LinkedHashMap<>();
            found.forEach(member -> names.put(member.person(), member.displayName()));
            return names;
        });
    }
}
