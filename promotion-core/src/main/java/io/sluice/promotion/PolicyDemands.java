package io.sluice.promotion;

import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;

/** What a policy must contain for the workspace it is for. */
final class PolicyDemands {
    private PolicyDemands() {}

    static void requireConsent(EnvironmentType type, PromotionPolicy policy) {
        if (type.isProtected() && policy.stages().isEmpty()) {
            throw new InvalidInputException(
                    "policy.stages", "policy.empty", "A protected workspace needs at least one approval.");
        }
    }
}
