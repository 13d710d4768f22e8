package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import io.sluice.promotion.webhook.WebhookChannel;
import io.sluice.promotion.webhook.WebhookEvent;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes a message to its receiver. Calls foreign code; writes nothing. */
final class Sending {
    /**
     * What came of it.
     *
     * @param delivery what the channel said
     * @param call the call to note, when it went to a webhook
     */
    record Sent(Delivery delivery, Optional<Call> call) {
        static Sent of(Delivery delivery) {
            return new Sent(delivery, Optional.empty());
        }
    }

    /** A call of a webhook. */
    record Call(OrganizationId organization, WebhookId webhook, WebhookAttempt attempt) {}

    private final Map<String, Notifier> channels;
    private final Optional<WebhookChannel> webhooks;
    private final Topics topics;
    private final Clock clock;

    Sending(Core core, Map<String, Notifier> channels, Optional<WebhookSettings> webhooks) {
        this.channels = channels;
        this.webhooks = webhooks.map(WebhookChannel::new);
        this.topics = new Topics(core.storage(), core.catalog(), core.capacities(), core.clock());
        this.clock = core.clock();
    }

    Sent send(OutboxMessage message, Receiver receiver, Reading reading) {
        if (receiver.endpoint().isPresent()) {
            return call(message, new WebhookId(receiver.endpoint().get()), reading);
        }
        Notifier channel = channels.get(receiver.channel());
        Optional<Member> recipient = receiver.person()
                .flatMap(person -> reading.member(message.organization(), person))
                .filter(Member::active);
        if (channel == null || recipient.isEmpty()) {
            return Sent.of(Delivery.notApplicable("No such channel or person any more."));
        }
        Notification notification = notification(message, inOwnLanguage(message, recipient.get(), reading), reading);
        boolean nothing = notification.topic() instanceof Topic.OfQueue queue
                && queue.waiting().isEmpty();
        return Sent.of(nothing ? Delivery.notApplicable("Nothing waits.") : channel.deliver(notification));
    }

    private Sent call(OutboxMessage message, WebhookId id, Reading reading) {
        Optional<Webhook> webhook = reading.webhooks(message.organization()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
        if (webhook.isEmpty() || webhooks.isEmpty()) {
            return Sent.of(Delivery.notApplicable("No such webhook any more."));
        }
        String event =
                message.id().substring(0, message.id().length() - id.value().length() - 1);
        Topic topic = topics.of(message.organization(), message.about(), reading);
        WebhookEvent told = new WebhookEvent(
                event, message.organization(), message.kind(), topic, message.facts(), message.createdAt());
        Instant now = clock.instant();
        Delivery delivery = webhooks.get().tell(webhook.get(), told, message.id(), now);
        WebhookAttempt attempt = new WebhookAttempt(
                message.id(), message.kind(), message.attempts(), now, delivery.result(), delivery.reason());
        return new Sent(delivery, Optional.of(new Call(message.organization(), id, attempt)));
    }

    private static Member inOwnLanguage(OutboxMessage message, Member member, Reading reading) {
        return reading.wishes(message.organization(), member.person())
                .language()
                .map(language -> new Member(
                        member.person(),
                        member.active(),
                        member.displayName(),
                        member.mail(),
                        language,
                        member.grants()))
                .orElse(member);
    }

    private Notification notification(OutboxMessage message, Member recipient, Reading reading) {
        OrganizationId organization = message.organization();
        Topic topic = message.kind() == NotificationKind.DIGEST
                ? topics.queue(organization, recipient, reading)
                : topics.of(organization, message.about(), reading);
        return new Notification(
                message.id(),
                organization,
                reading.nameOf(organization),
                topic,
                message.kind(),
                message.facts(),
                recipient,
                Topics.names(organization, topic, message.facts(), reading),
                message.createdAt());
    }
}
