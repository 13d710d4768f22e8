package io.sluice.promotion.freeze;

import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;

/**
 * One promotion passes one freeze.
 *
 * @param organization the tenant
 * @param freeze which freeze
 * @param promotion which promotion
 * @param subjectHash for exactly this subject
 * @param reason why
 * @param grantedBy who granted it
 * @param grantedAt when
 */
public record FreezeException(
        OrganizationId organization,
        FreezeId freeze,
        PromotionId promotion,
        String subjectHash,
        String reason,
        PersonId grantedBy,
        Instant grantedAt) {}
