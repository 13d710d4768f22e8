package io.sluice.promotion.bpmn.verify;

import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import java.util.List;

/**
 * What of a policy a drawing can be judged by.
 *
 * @param stages names of the approval stages, all of which must be granted before a deployment
 * @param checks whether any check is required
 */
public record PolicyDemands(List<String> stages, boolean checks) {
    /** Copies the list. */
    public PolicyDemands {
        stages = List.copyOf(stages);
    }

    /** The demands of a policy. */
    public static PolicyDemands of(PromotionPolicy policy) {
        return new PolicyDemands(
                policy.stages().stream().map(ApprovalStage::name).toList(),
                !policy.checks().isEmpty());
    }
}
