package io.sluice.promotion.spring.rest.operations;

import io.sluice.promotion.Outbox;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.webhook.WebhookId;
import java.time.Instant;
import java.util.Optional;

/** A message that could not be delivered. */
public record DeadLetterView(
        String id,
        Optional<String> promotion,
        NotificationKind kind,
        Optional<Person> recipient,
        Optional<String> channel,
        Optional<String> webhook,
        String error,
        Instant at) {
    /** As it lies there. */
    public static DeadLetterView of(Outbox.DeadLetter letter, People people) {
        return new DeadLetterView(
                letter.id(),
                letter.promotion().map(PromotionId::value),
                letter.kind(),
                people.person(letter.recipient()),
                letter.channel(),
                letter.webhook().map(WebhookId::value),
                letter.error(),
                letter.createdAt());
    }
}
