package io.sluice.promotion.testing;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The persons and roles of a test, in memory. Every person has an account of the same name. Thread-safe. */
public final class FixedDirectory implements IdentityDirectory {
    private record Key(OrganizationId organization, PersonId person) {}

    private final Map<String, PersonId> accounts = new ConcurrentHashMap<>();
    private final Map<Key, Member> members = new ConcurrentHashMap<>();
    private final Map<Key, Member> remembered = new ConcurrentHashMap<>();
    private volatile boolean remembers;
    private volatile boolean unavailable;

    /** A person with roles in all of an organization. */
    public FixedDirectory member(OrganizationId organization, String person, String... roles) {
        Set<RoleGrant> grants = Stream.of(roles).map(RoleGrant::everywhere).collect(Collectors.toUnmodifiableSet());
        PersonId id = new PersonId(person);
        accounts.put(person, id);
        members.put(new Key(organization, id), member(id, grants));
        return this;
    }

    /** An account of a program that is a member of its own. */
    public FixedDirectory program(OrganizationId organization, String name, String... roles) {
        member(organization, name, roles);
        return change(
                organization,
                name,
                known -> new Member(
                        known.person(),
                        known.active(),
                        known.displayName(),
                        known.mail(),
                        known.locale(),
                        known.grants(),
                        false));
    }

    /** From now on it tells what everybody held at this moment, whatever moment it is asked about. */
    public FixedDirectory rememberRoles() {
        remembered.clear();
        remembered.putAll(members);
        remembers = true;
        return this;
    }

    /** Another role, in one workspace only. */
    public FixedDirectory grantIn(OrganizationId organization, WorkspaceId workspace, String person, String role) {
        return regrant(organization, person, grants -> {
            grants.add(RoleGrant.in(workspace, role));
            return grants;
        });
    }

    /** Another role in all of the organization. */
    public FixedDirectory grant(OrganizationId organization, String person, String role) {
        return regrant(organization, person, grants -> {
            grants.add(RoleGrant.everywhere(role));
            return grants;
        });
    }

    /** Takes a role away, wherever the person holds it. */
    public FixedDirectory revoke(OrganizationId organization, String person, String role) {
        return regrant(organization, person, grants -> {
            grants.removeIf(grant -> grant.role().value().equals(role));
            return grants;
        });
    }

    /** A second account of a person: another login name, or a service account that acts for them. */
    public FixedDirectory alias(String account, String person) {
        accounts.put(account, new PersonId(person));
        return this;
    }

    /** The person is suspended. */
    public FixedDirectory deactivate(OrganizationId organization, String person) {
        return activate(organization, person, false);
    }

    /** The person is back. */
    public FixedDirectory reactivate(OrganizationId organization, String person) {
        return activate(organization, person, true);
    }

    /** The person left the organization. */
    public FixedDirectory remove(OrganizationId organization, String person) {
        members.remove(new Key(organization, new PersonId(person)));
        return this;
    }

    /** From now on every question fails. */
    public FixedDirectory unavailable() {
        unavailable = true;
        return this;
    }

    /** It answers again. */
    public FixedDirectory available() {
        unavailable = false;
        return this;
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        answering();
        return Optional.ofNullable(accounts.get(actor.onBehalfOf().orElse(actor.subject())));
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        answering();
        return Optional.ofNullable(members.get(new Key(organization, person)));
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        answering();
        return members.entrySet().stream()
                .filter(entry -> entry.getKey().organization().equals(organization))
                .map(Map.Entry::getValue)
                .filter(member -> member.holds(role, workspace))
                .sorted(Comparator.comparing(member -> member.person().value()))
                .toList();
    }

    @Override
    public Optional<Set<RoleGrant>> grantsAsOf(OrganizationId organization, PersonId person, Instant moment) {
        answering();
        return remembers
                ? Optional.ofNullable(remembered.get(new Key(organization, person)))
                        .map(Member::grants)
                        .or(() -> Optional.of(Set.of()))
                : Optional.empty();
    }

    @Override
    public List<Member> search(OrganizationId organization, String text, int limit) {
        answering();
        String part = text.toLowerCase(Locale.ROOT);
        return members.entrySet().stream()
                .filter(entry -> entry.getKey().organization().equals(organization))
                .map(Map.Entry::getValue)
                .filter(member -> member.displayName().toLowerCase(Locale.ROOT).contains(part))
                .sorted(Comparator.comparing(member -> member.person().value()))
                .limit(limit)
                .toList();
    }

    private void answering() {
        if (unavailable) {
            throw new IllegalStateException("The directory of this test is down.");
        }
    }

    private FixedDirectory activate(OrganizationId organization, String person, boolean active) {
        return change(
                organization,
                person,
                known -> new Member(
                        known.person(), active, known.displayName(), known.mail(), known.locale(), known.grants()));
    }

    private FixedDirectory regrant(OrganizationId organization, String person, UnaryOperator<Set<RoleGrant>> change) {
        return change(
                organization,
                person,
                known -> new Member(
                        known.person(),
                        known.active(),
                        known.displayName(),
                        known.mail(),
                        known.locale(),
                        change.apply(new HashSet<>(known.grants()))));
    }

    private FixedDirectory change(OrganizationId organization, String person, UnaryOperator<Member> change) {
        Member changed = members.computeIfPresent(
                new Key(organization, new PersonId(person)), (key, known) -> change.apply(known));
        if (changed == null) {
            throw new IllegalArgumentException(person + " is no member of " + organization + ".");
        }
        return this;
    }

    /** Mail addresses and display names follow from the person: bob is Bob, bob@acme.example. */
    private static Member member(PersonId person, Set<RoleGrant> grants) {
        String name = person.value();
        String display = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return new Member(person, true, display, Optional.of(name + "@acme.example"), Locale.ENGLISH, grants);
    }
}
