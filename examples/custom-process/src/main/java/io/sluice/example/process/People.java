package io.sluice.example.process;

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

/** The persons of this story. A real host asks its own user directory here. */
final class People implements IdentityDirectory {
    private final OrganizationId organization;
    private final Map<PersonId, Member> members = new LinkedHashMap<>();

    People(OrganizationId organization) {
        this.organization = organization;
    }

    /** Adds a person who holds these roles everywhere. */
    People with(String person, String displayName, String... roles) {
        PersonId id = new PersonId(person);
        Set<RoleGrant> grants = Stream.of(roles).map(RoleGrant::everywhere).collect(Collectors.toSet());
        Optional<String> mail = Optional.of(person + "@example.org");
        members.put(id, new Member(id, true, displayName, mail, Locale.ENGLISH, grants));
        return this;
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        PersonId id = new PersonId(actor.subject());
        return members.containsKey(id) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public Optional<Member> member(OrganizationId asked, PersonId person) {
        return asked.equals(organization) ? Optional.ofNullable(members.get(person)) : Optional.empty();
    }

    @Override
    public List<Member> members(OrganizationId asked, WorkspaceId workspace, RoleId role) {
        if (!asked.equals(organization)) {
            return List.of();
        }
        return members.values().stream()
                .filter(member -> member.holds(role, workspace))
                .toList();
    }
}
