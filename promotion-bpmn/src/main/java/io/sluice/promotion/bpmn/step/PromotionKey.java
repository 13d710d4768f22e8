package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

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

    /** All variables that the library alone writes. */
    public static final Set<String> VARIABLES = Set.of(ORGANIZATION, PROMOTION, CHECKS_PASSED, APPROVAL_OUTCOME);

    /** Reads the ids of the instance. */
    public static PromotionKey of(VariableScope scope) {
        return of(scope.getVariable(ORGANIZATION), scope.getVariable(PROMOTION));
    }

    /** Reads the ids from variables that were fetched already. */
    public static PromotionKey of(Map<String, Object> variables) {
        return of(variables.get(ORGANIZATION), variables.get(PROMOTION));
    }

    private static PromotionKey of(@Nullable Object organization, @Nullable Object promotion) {
        if (organization instanceof String org && promotion instanceof String id) {
            return new PromotionKey(new OrganizationId(org), new PromotionId(id));
        }
        throw new IllegalStateException("This process was not started by Sluice: it has no ids of a promotion.");
    }

    /** The variables that an instance begins with. */
    public Map<String, Object> variables() {
        return Map.of(ORGANIZATION, organization.value(), PROMOTION, promotion.value());
    }
}
