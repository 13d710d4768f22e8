package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import java.util.Optional;
import java.util.Set;

/**
 * An active human member, as the directory knows them at the moment of judging.
 *
 * @param person who
 * @param roles what they hold in the target
 * @param operates whether they operate the target
 * @param rolesAtRequest what they held when the promotion was requested; empty when the directory does not know, or was
 *     not asked because no policy needs it
 */
public record Presence(PersonId person, Set<RoleId> roles, boolean operates, Optional<Set<RoleId>> rolesAtRequest) {
    /** Copies the roles. */
    public Presence {
        roles = Set.copyOf(roles);
        rolesAtRequest = rolesAtRequest.map(Set::copyOf);
    }

    /** A person who does not operate the target. */
    public Presence(PersonId person, Set<RoleId> roles) {
        this(person, roles, false, Optional.empty());
    }
}
