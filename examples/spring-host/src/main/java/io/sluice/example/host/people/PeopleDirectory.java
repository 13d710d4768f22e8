package io.sluice.example.host.people;

import io.sluice.example.host.people.HostPeople.Person;
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
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells Sluice who somebody is and which roles they hold. */
@Component
final class PeopleDirectory implements IdentityDirectory {
    private final Map<PersonId, Person> people = new LinkedHashMap<>();

    PeopleDirectory(HostPeople configured) {
        configured.people().forEach(person -> people.put(new PersonId(person.id()), person));
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        return Optional.of(new PersonId(actor.subject())).filter(people::containsKey);
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return Optional.ofNullable(people.get(person))
                .filter(known -> known.organization().equals(organization.value()))
                .map(PeopleDirectory::member);
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return people.values().stream()
                .filter(person -> person.organization().equals(organization.value()))
                .map(PeopleDirectory::member)
                .filter(member -> member.holds(role, workspace))
                .toList();
    }

    private static Member member(Person person) {
        return new Member(
                new PersonId(person.id()),
                true,
                person.name(),
                Optional.of(person.mail()),
                Locale.forLanguageTag(person.language()),
                person.roles().stream().map(PeopleDirectory::grant).collect(Collectors.toUnmodifiableSet()));
    }

    private static RoleGrant grant(String role) {
        int at = role.indexOf('@');
        return at < 0
                ? RoleGrant.everywhere(role)
                : RoleGrant.in(new WorkspaceId(role.substring(at + 1)), role.substring(0, at));
    }
}
