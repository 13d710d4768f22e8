package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;

/**
 * What somebody wrote beside a promotion. It decides nothing, and is never changed.
 *
 * @param organization the tenant
 * @param id names it; made by Sluice, sortable by creation time
 * @param promotion beside which promotion
 * @param author who wrote it
 * @param text 1 to 4,000 characters
 * @param masked whether something that looked like a secret was replaced by {@code ***}: the author should change that
 *     secret
 * @param writtenAt when
 */
public record Comment(
        OrganizationId organization,
        String id,
        PromotionId promotion,
        PersonId author,
        String text,
        boolean masked,
        Instant writtenAt) {}
