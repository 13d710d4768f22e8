package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.delivery.Dispatcher;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes messages from the outbox to people. A row that names an audience becomes one row for each person and channel;
 * those are delivered at least once, with growing pauses, and become dead letters that people see and can send again.
 * Several nodes may work on one outbox. Thread-safe.
 */
public final class Outbox {
    /**
     * A message that could not be delivered.
     *
     * @param id names it
     * @param promotion the promotion it is about, if it is about one
     * @param kind why it was to be sent
     * @param recipient to whom; empty when the audience itself could not be found, and for a webhook
     * @param channel over which channel; empty when the audience itself could not be found
     * @param webhook to which webhook, if to one
     * @param error what the channel said last
     * @param createdAt when the reason for it arose
     */
    public record DeadLetter(
            String id,
            Optional<PromotionId> promotion,
            NotificationKind kind,
            Optional<PersonId> recipient,
            Optional<String> channel,
            Optional<WebhookId> webhook,
            String error,
            Instant createdAt) {}

    private static final Duration ATTEMPTS_KEPT = Duration.ofDays(30);

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Acts acts;
    private final Storage storage;
    private final Clock clock;
    private final Dispatcher dispatcher;

    Outbox(Core core, Acts acts, List<Notifier> notifiers, Optional<WebhookSettings> webhooks) {
        this.acts = acts;
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.clock = core.clock();
        this.dispatcher = new Dispatcher(core, notifiers, webhooks);
    }

    /**
     * Delivers what is due, one batch. Call it outside of any transaction, again and again until it returns 0.
     *
     * @return how many rows were worked on
     */
    public int dispatch() {
        return dispatcher.dispatch();
    }

    /**
     * Makes messages of the digests that are due, and forgets calls of webhooks that are older than 30 days. Call it about
     * once a minute, outside of any transaction, again and again until it returns 0.
     *
     * @return how many digests were made
     */
    public int prepareDigests() {
        storage.webhooks().forgetAttempts(clock.instant().minus(ATTEMPTS_KEPT));
        return dispatcher.prepareDigests();
    }

    /**
     * Messages that could not be delivered.
     *
     * @param limit 1 to 1,000
     */
    public List<DeadLetter> deadLetters(Actor actor, OrganizationId organization, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_DEAD_LETTER);
            return storage.outbox().dead(organization, limit).stream()
                    .map(Outbox::deadLetter)
                    .toList();
        });
    }

    private static DeadLetter deadLetter(OutboxMessage dead) {
        return new DeadLetter(
                dead.id(),
                dead.about().promotion(),
                dead.kind(),
                dead.receiver().flatMap(Receiver::person),
                dead.receiver().map(Receiver::channel),
                dead.receiver().flatMap(Receiver::endpoint).map(WebhookId::new),
                dead.lastError().orElse(""),
                dead.createdAt());
    }

    /** Tries a dead letter again, from now on with all its attempts. Repeating the call finds no dead letter any more. */
    public void resend(Actor actor, OrganizationId organization, String id) {
        Map<String, String> facts = Map.of("message", Identifier.require("message", id));
        acts.perform(actor, organization, Operation.RESEND_DEAD_LETTER, "message.resent", facts, () -> {
            if (!storage.outbox().revive(organization, id, clock.instant())) {
                throw new NotFoundException("message");
            }
        });
    }

    /**
     * Tries all dead letters again, or those of a channel, such as {@code mail} after the server was down for long.
     *
     * @param channel empty means every channel, and what never came as far as one
     * @param reason why, for people
     * @return how many
     */
    public int resendAll(Actor actor, OrganizationId organization, Optional<String> channel, String reason) {
        Optional<String> checked = channel.map(name -> Text.requireOpaque("channel", name, 40));
        AtomicInteger revived = new AtomicInteger();
        Map<String, String> facts =
                Map.of("channel", checked.orElse("all"), "reason", Text.requireReason("reason", reason));
        acts.perform(
                actor,
                organization,
                Operation.RESEND_DEAD_LETTER,
                "message.allResent",
                facts,
                () -> revived.set(storage.outbox().reviveAll(organization, checked, clock.instant())));
        return revived.get();
    }
}
