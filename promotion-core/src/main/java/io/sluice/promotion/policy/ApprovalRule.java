package io.sluice.promotion.policy;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Objects;

/**
 * Who must say yes, and how many of them.
 *
 * @param role what the approvers must hold in the target workspace
 * @param required how many distinct persons, 1 to 50
 */
public record ApprovalRule(RoleId role, int required) {
    /** Most persons that one rule can ask for. */
    public static final int MOST_REQUIRED = 50;

    /** Refuses a number outside the bounds with {@code policy.minApprovals} or {@code policy.integer}. */
    public ApprovalRule {
        Objects.requireNonNull(role, "role");
        if (required == 0) {
            throw new InvalidInputException(
                    "policy.required",
                    "policy.minApprovals",
                    "A rule asks for at least one person; leave it out instead.");
        }
        if (required < 0 || required > MOST_REQUIRED) {
            throw new InvalidInputException(
                    "policy.required", "policy.integer", "required must be 1 to 50, was " + required + ".");
        }
    }
}
