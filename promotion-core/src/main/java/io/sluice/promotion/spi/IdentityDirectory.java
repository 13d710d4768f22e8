package io.sluice.promotion.spi;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The host's persons and roles. Answers must be current: they decide. Throwing means "cannot tell", and then everything
 * that depends on the answer waits or is refused; nothing passes.
 */
public interface IdentityDirectory {
    /** The human behind an account: aliases and service accounts that act for a person lead to the same person. */
    Optional<PersonId> personOf(Actor actor);

    /** What the organization knows of a person; empty when they do not belong to it. */
    Optional<Member> member(OrganizationId organization, PersonId person);

    /** The active persons who hold a role in a workspace. */
    List<Member> members(OrganizationId organization, WorkspaceId workspace, RoleId role);

    /**
     * The roles that a person held at an earlier moment, for policies whose approvers must have held the role already when
     * a promotion was requested. Empty means that the directory does not know; then such an approval does not count.
     */
    default Optional<Set<RoleGrant>> grantsAsOf(OrganizationId organization, PersonId person, Instant moment) {
        return Optional.empty();
    }

    /**
     * Members whom a text describes, the best match first: by name, address, or whatever the directory compares. For people
     * who choose somebody; it decides nothing.
     *
     * @param text what was typed, not blank
     * @param limit how many at most
     * @return nobody, unless the directory can be searched
     */
    default List<Member> search(OrganizationId organization, String text, int limit) {
        return List.of();
    }
}
