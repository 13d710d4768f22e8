package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The directory of an application that can list its persons. A program that acts for a person counts as that person. */
final class SourceDirectory implements IdentityDirectory {
    private final List<PersonSource> sources;

    SourceDirectory(List<PersonSource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        return subject(actor);
    }

    static Optional<PersonId> subject(Actor actor) {
        return actor.kind() == Actor.Kind.SYSTEM
                ? Optional.empty()
                : Optional.of(new PersonId(actor.onBehalfOf().orElse(actor.subject())));
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return sources.stream()
                .map(source -> source.members(organization))
                .flatMap(Collection::stream)
                .filter(member -> member.person().equals(person))
                .findFirst();
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return sources.stream()
                .map(source -> source.members(organization))
                .flatMap(Collection::stream)
                .filter(member -> member.holds(role, workspace))
                .toList();
    }

    @Override
    public List<Member> search(OrganizationId organization, String text, int limit) {
        return new PersonSearch(text, limit)
                .in(sources.stream().map(source -> source.members(organization)).flatMap(Collection::stream));
    }
}
