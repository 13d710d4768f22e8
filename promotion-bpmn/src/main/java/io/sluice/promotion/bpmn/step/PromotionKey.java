package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;

/**
 * Which promotion a process instance runs for. The instance holds these two ids and what steps decided; everything else
 * is in our rows.
 *
 * @param organization the tenant
 * @param promotion the request
 */
public record PromotionKey(OrganizationId organization, PromotionId promotion) {
    /** Variable with the organization's id. */
    public static final String ORGANIZATION = "organizationId";

    /** Variable with the promotion's id. */
    public static final String PROMOTION = "promotionId";

    /** Variable that says whether all required checks passed. */
    public static final String CHECKS_PASSED = "checksPassed";

    /** Variable that says how an approval step was decided: {@code APPROVED} or {@code REJECTED}. */
    public static final String APPROVAL_OUTCOME = "approvalOutcome";

    /** Reads the ids of the instance. */
    public static PromotionKey of(VariableScope scope) {
        return new PromotionKey(new OrganizationId((String) scope.getVariable(ORGANIZATION)), new PromotionId((String)
                scope.getVariable(PROMOTION)));
    }

    /** The variables that an instance begins with. */
    public Map<String, Object> variables() {
        return Map.of(ORGANIZATION, organization.value(), PROMOTION, promotion.value());
    }
}
