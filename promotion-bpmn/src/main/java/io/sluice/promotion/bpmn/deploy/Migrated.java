package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.identity.PromotionId;

/**
 * What became of one promotion that was to be moved.
 *
 * @param promotion which
 * @param moved whether it runs on the other version now
 * @param reason why not, for a person; empty when it was moved
 */
public record Migrated(PromotionId promotion, boolean moved, String reason) {}
