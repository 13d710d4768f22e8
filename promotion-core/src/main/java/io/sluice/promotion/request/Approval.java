package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import java.time.Instant;
import java.util.Set;

/**
 * One person's decision on one request. Append-only.
 *
 * @param organization the tenant
 * @param promotion the request
 * @param stage the stage it was given in
 * @param person who decided
 * @param decision what they said
 * @param comment their words; mandatory for a rejection
 * @param roles the asked roles that the person held at that moment
 * @param subjectHash what they decided about
 * @param decidedAt when
 */
public record Approval(
        OrganizationId organization,
        PromotionId promotion,
        String stage,
        PersonId person,
        Decision decision,
        String comment,
        Set<RoleId> roles,
        String subjectHash,
        Instant decidedAt) {
    /** Copies the roles. */
    public Approval {
        roles = Set.copyOf(roles);
    }
}
