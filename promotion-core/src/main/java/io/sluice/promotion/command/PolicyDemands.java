package io.sluice.promotion.command;

import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.EnvironmentType;

/** What a policy must contain for the workspace it is for. */
public final class PolicyDemands {
    private PolicyDemands() {}

    public static void require(EnvironmentType type, PromotionPolicy policy, PromotionFlow flow) {
        if (!flow.canRun(policy.process())) {
            throw new InvalidInputException(
                    "policy.process", "policy.unknownProcess", "There is no process " + policy.process() + ".");
        }
        if (type.isProtected() && policy.stages().isEmpty()) {
            throw new InvalidInputException(
                    "policy.stages", "policy.empty", "A protected workspace needs at least one approval.");
        }
        if (type.isProtected() && policy.approvals().selfApproval()) {
            throw new InvalidInputException(
                    "policy.approvals",
                    "policy.selfApproval",
                    "Nobody approves their own work in a protected workspace.");
        }
    }
}
