package io.sluice.promotion.webhook;

import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import java.time.Instant;

/**
 * One call of an endpoint, for the people who look after it.
 *
 * @param message the id of the message, also in the header {@code webhook-id}
 * @param kind what it told
 * @param number which attempt, from 1 on
 * @param at when it began
 * @param result what became of it
 * @param reason in words; empty when it was taken
 */
public record WebhookAttempt(
        String message,
        NotificationKind kind,
        int number,
        Instant at,
        Notifier.Delivery.Result result,
        String reason) {}
