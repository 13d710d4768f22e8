package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.SluiceProperties;
import io.sluice.promotion.spring.SluiceProperties.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The directory of an application with one organization: persons from its settings, and whoever its login knows. A person of
 * both has the roles of both; who is locked in either is not active.
 */
final class LoginDirectory implements IdentityDirectory {
    private final OrganizationId home;
    private final Map<String, Member> people = new HashMap<>();
    private final Set<String> services;
    private final Optional<Accounts> accounts;

    LoginDirectory(OrganizationId home, SluiceProperties settings, Optional<Accounts> accounts) {
        this.home = home;
        this.accounts = accounts;
        this.services = settings.identity().services();
        settings.people().forEach((id, person) -> people.put(id, member(id, person)));
    }

    private static Member member(String id, Person person) {
        return new Member(
                new PersonId(id),
                person.active(),
                person.name() == null ? id : person.name(),
                Optional.ofNullable(person.mail()),
                Locale.forLanguageTag(person.language()),
                Grants.configured("sluice.people." + id + ".roles", person.roles()),
                !person.service());
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        return SourceDirectory.subject(actor);
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return organization.equals(home) ? find(person.value()) : Optional.empty();
    }

    private Optional<Member> find(String name) {
        Optional<Account> account = accounts.flatMap(login -> login.find(name));
        Member known = people.get(name);
        if (known != null) {
            return Optional.of(account.map(found -> joined(known, found)).orElse(known));
        }
        return account.map(found -> new Member(
                new PersonId(name),
                found.active(),
                name,
                Optional.empty(),
                Locale.ENGLISH,
                found.grants(),
                !services.contains(name)));
    }

    private static Member joined(Member known, Account account) {
        Set<RoleGrant> grants = new HashSet<>(known.grants());
        grants.addAll(account.grants());
        return new Member(
                known.person(),
                known.active() && account.active(),
                known.displayName(),
                known.mail(),
                known.locale(),
                grants,
                known.human());
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return organization.equals(home)
                ? everybody().filter(member -> member.holds(role, workspace)).toList()
                : List.of();
    }

    @Override
    public List<Member> search(OrganizationId organization, String text, int limit) {
        return organization.equals(home) ? new PersonSearch(text, limit).in(everybody()) : List.of();
    }

    private Stream<Member> everybody() {
        Set<String> names = new TreeSet<>(people.keySet());
        accounts.ifPresent(login -> names.addAll(login.names()));
        return names.stream().flatMap(name -> find(name).stream());
    }
}
