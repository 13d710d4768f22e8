package io.sluice.promotion.gate;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.request.Approval;
import java.util.Set;

/**
 * An approval, and what its giver may do at the moment of judging.
 *
 * @param approval the recorded decision
 * @param rolesNow the roles the person holds in the target now; none when they left
 */
public record Vote(Approval approval, Set<RoleId> rolesNow) {
    /** Copies the roles. */
    public Vote {
        rolesNow = Set.copyOf(rolesNow);
    }
}
