package io.sluice.promotion.bpmn;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.IdentityDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

// snippet: directory
/** One small team. A real directory asks the application's own user store. */
record TeamDirectory(OrganizationId team, List<Member> people) implements IdentityDirectory {
    static Member person(String id, String name, String... roles) {
        Set<RoleGrant> grants =
                Set.of(List.of(roles).stream().map(RoleGrant::everywhere).toArray(RoleGrant[]::new));
        return new Member(new PersonId(id), true, name, Optional.of(id + "@example.org"), Locale.ENGLISH, grants);
    }

    @Override
    public Optional<PersonId> personOf(Actor actor) {
        return Optional.of(new PersonId(actor.onBehalfOf().orElse(actor.subject())));
    }

    @Override
    public Optional<Member> member(OrganizationId organization, PersonId person) {
        return membersOf(organization).stream()
                .filter(member -> member.person().equals(person))
                .findFirst();
    }

    @Override
    public List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role) {
        return membersOf(organization).stream()
                .filter(member -> member.holds(role, workspace))
                .toList();
    }

    private List<Member> membersOf(OrganizationId organization) {
        return organization.equals(team) ? people : List.of();
    }
}
// end of snippet
