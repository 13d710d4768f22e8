package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The committed record that the gate was open for exactly one subject. Nothing is deployed without it.
 *
 * @param organization the tenant
 * @param promotion for which request
 * @param subjectHash for which subject
 * @param policyRevision the policy revision it was judged by
 * @param approvers the persons whose approvals counted
 * @param checks the checks that counted, each with the time its result was measured
 * @param decidedAt when
 * @param bypass the emergency in which approvals were passed by, if they were
 */
public record GateRecord(
        OrganizationId organization,
        PromotionId promotion,
        String subjectHash,
        int policyRevision,
        List<PersonId> approvers,
        List<String> checks,
        Instant decidedAt,
        Optional<String> bypass) {
    /** Copies the lists. */
    public GateRecord {
        approvers = List.copyOf(approvers);
        checks = List.copyOf(checks);
    }
}
