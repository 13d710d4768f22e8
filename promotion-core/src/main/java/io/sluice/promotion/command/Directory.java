package io.sluice.promotion.command;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.spi.IdentityDirectory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The host's directory, failing closed: whatever it throws becomes "unavailable", never "no roles" and never "yes". */
public final class Directory {
    private final IdentityDirectory directory;

    public Directory(IdentityDirectory directory) {
        this.directory = directory;
    }

    /** The caller as an active member; everybody else is told that the organization does not exist. */
    public Caller identify(Actor actor, OrganizationId organization) {
        if (actor.kind() == Actor.Kind.SYSTEM) {
            throw new NotFoundException("organization");
        }
        return ask(() -> directory.personOf(actor))
                .flatMap(person -> ask(() -> directory.member(organization, person)))
                .filter(Member::active)
                .filter(member -> !member.person().equals(PersonId.SLUICE))
                .map(member -> new Caller(actor, organization, member))
                .orElseThrow(() -> new NotFoundException("organization"));
    }

    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return ask(() -> directory.member(organization, person));
    }

    /** The active human beings who hold a role. */
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return ask(() -> directory.members(organization, workspace, role)).stream()
                .filter(member -> member.holds(role, workspace) && member.human())
                .toList();
    }

    /** The active human beings whom a text describes, at most so many. */
    public List<Member> search(OrganizationId organization, String text, int limit) {
        return ask(() -> directory.search(organization, text, limit)).stream()
                .filter(member -> member.active() && member.human())
                .limit(limit)
                .toList();
    }

    /** The roles held at an earlier moment; empty when that is not known. */
    public Optional<Set<RoleGrant>> grantsAsOf(OrganizationId organization, PersonId person, Instant moment) {
        return ask(() -> directory.grantsAsOf(organization, person, moment));
    }

    /** Everybody whom these roles or names ask, as far as they are active and human; each once. */
    public List<Member> asked(
            OrganizationId organization, WorkspaceId workspace, Set<RoleId> roles, Set<PersonId> persons) {
        Map<PersonId, Member> asked = new TreeMap<>(Comparator.comparing(PersonId::value));
        for (RoleId role : roles) {
            members(organization, workspace, role).forEach(member -> asked.put(member.person(), member));
        }
        for (PersonId person : persons) {
            member(organization, person)
                    .filter(member -> member.active() && member.human())
                    .ifPresent(member -> asked.putIfAbsent(person, member));
        }
        return List.copyOf(asked.values());
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new UnavailableException("directory.unavailable", "The directory of persons did not answer.", e);
        }
    }
}
