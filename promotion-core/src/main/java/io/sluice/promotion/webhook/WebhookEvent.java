package io.sluice.promotion.webhook;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.time.Instant;

/**
 * What an endpoint is told, before it becomes a CloudEvent.
 *
 * @param id the same for every endpoint and repetition
 * @param organization the tenant
 * @param kind why it is told
 * @param topic what it is about
 * @param facts what it tells; texts that people wrote are left out of the call
 * @param at when the reason arose
 */
public record WebhookEvent(
        String id, OrganizationId organization, NotificationKind kind, Topic topic, Facts facts, Instant at) {}
