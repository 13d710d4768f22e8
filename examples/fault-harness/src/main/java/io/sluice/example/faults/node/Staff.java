package io.sluice.example.faults.node;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The persons of the harness. They do not change while it runs. */
public final class Staff implements IdentityDirectory {
    /** The tenant. */
    public static final OrganizationId ACME = new OrganizationId("acme");

    /** Who may approve; two of them must. */
    public static final Set<String> APPROVERS = Set.of("bob", "carol", "dave");

    /** How many of them. */
    public static final int NEEDED = 2;

    private final Map<PersonId, Member> members = new LinkedHashMap<>();

    /** All of them. */
    public Staff() {
        with("olga", "org-admin", "policy-admin");
        with("alice", "requester");
        with("rita", "requester");
        APPROVERS.forEach(person -> with(person, "viewer", "approver"));
        with("dan", "deployer");
        with("audrey", "auditor");
        with("vic", "viewer");
    }

    private void with(String name, String... roles) {
        PersonId person = new PersonId(name);
        Set<RoleGrant> grants = Stream.of(roles).map(RoleGrant::everywhere).collect(Collectors.toSet());
        members.put(person, new Member(person, true, name, Optional.of(name + "@example.org"), Locale.ENGLISH, grants));
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        PersonId person = new PersonId(actor.subject());
        return members.containsKey(person) ? Optional.of(person) : Optional.empty();
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return organization.equals(ACME) ? Optional.ofNullable(members.get(person)) : Optional.empty();
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return organization.equals(ACME)
                ? members.values().stream()
                        .filter(member -> member.holds(role, workspace))
                        .toList()
                : List.of();
    }
}
