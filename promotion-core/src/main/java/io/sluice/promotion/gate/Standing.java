package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.Approvers;
import java.util.Set;

/**
 * What a yes counts for.
 *
 * @param person whom it counts as
 * @param roles the roles it counts for
 * @param asNamed whether it counts where a rule names the person
 */
record Standing(PersonId person, Set<RoleId> roles, boolean asNamed) {
    boolean fills(ApprovalRule rule) {
        boolean allowed = asNamed || !(rule.approvers() instanceof Approvers.Persons);
        return allowed && rule.approvers().admit(person, roles);
    }
}
