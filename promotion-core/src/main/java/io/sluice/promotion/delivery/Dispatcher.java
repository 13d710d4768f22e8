package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.jdbc.OutboxMessage.State;
import io.sluice.promotion.jdbc.PreferenceRows.Personal;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import io.sluice.promotion.webhook.WebhookChannel;
import io.sluice.promotion.webhook.WebhookEvent;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on the outbox: turns messages into one for each receiver, and takes those to their channels. Thread-safe. */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4));
    private static final Duration ENOUGH_LEFT = Duration.ofSeconds(35);
    private static final int BATCH = 20;

    private final Transactions transactions;
    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Map<String, Notifier> channels;
    private final Optional<WebhookChannel> webhooks;
    private final Clock clock;
    private final Topics topics;
    private final Recipients recipients;

    /**
     * @param notifiers the channels to people
     * @param webhooks the way to endpoints, if the host application offers it
     */
    public Dispatcher(Core core, List<Notifier> notifiers, Optional<WebhookSettings> webhooks) {
        this.webhooks = webhooks.map(WebhookChannel::new);
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.clock = core.clock();
        this.channels = new LinkedHashMap<>();
        notifiers.forEach(notifier -> channels.put(notifier.channel(), notifier));
        this.topics = new Topics(storage, catalog, directory, core.capacities(), clock);
        this.recipients = new Recipients(storage, catalog, directory, topics, clock);
    }

    /** Works on one batch of what is due and returns how many rows that were. */
    public int dispatch() {
        Instant now = clock.instant();
        String owner = UUID.randomUUID().toString();
        List<OutboxMessage> leased =
                transactions.requiresNew(() -> storage.outbox().lease(owner, now, now.plus(LEASE), BATCH));
        for (OutboxMessage message : leased) {
            if (clock.instant().isAfter(now.plus(LEASE).minus(ENOUGH_LEFT))) {
                break; // A slow channel used up the lease: what is left comes back to whoever leases it next.
            }
            try {
                if (message.receiver().isEmpty()) {
                    expand(message, owner);
                } else {
                    settle(message, owner, deliver(message, message.receiver().get()));
                }
            } catch (RuntimeException e) {
                LOG.warn("Message {} of {} could not be delivered.", message.id(), message.organization(), e);
                later(message, owner, e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        return leased.size();
    }

    /**
     * Asks for the digests that are due, each together with the time of the next one: once for each person and day, however
     * many nodes do this.
     *
     * @return how many
     */
    public int prepareDigests() {
        Instant now = clock.instant();
        return transactions.requiresNew(() -> {
            List<Personal> due = storage.preferences().lockDueDigests(now, BATCH);
            for (Personal person : due) {
                Optional<Instant> next = person.preferences().digest().map(digest -> digest.next(now));
                storage.preferences()
                        .put(new Personal(person.organization(), person.person(), person.preferences(), next));
                storage.outbox()
                        .insert(OutboxMessage.ready(
                                person.organization(),
                                Ids.next(),
                                About.organization(),
                                NotificationKind.DIGEST,
                                Audience.persons(Set.of(person.person())),
                                Facts.none(),
                                now));
            }
            return due.size();
        });
    }

    private void expand(OutboxMessage message, String owner) {
        Map<PersonId, Set<String>> told = recipients.of(message, channels.keySet());
        List<Webhook> endpoints = endpoints(message);
        Instant now = clock.instant();
        transactions.requiresNew(() -> {
            told.forEach((person, wanted) -> wanted.forEach(channel -> {
                Receiver receiver = new Receiver(channel, Optional.of(person), Optional.empty());
                storage.outbox().insertIfAbsent(message.copyTo(copyId(message, person, channel), receiver, now));
            }));
            for (Webhook endpoint : endpoints) {
                String id = endpoint.id().value();
                Receiver receiver = new Receiver(WebhookChannel.NAME, Optional.empty(), Optional.of(id));
                storage.outbox().insertIfAbsent(message.copyTo(message.id() + "-" + id, receiver, now));
            }
            return storage.outbox()
                    .finish(message.organization(), message.id(), owner, State.EXPANDED, Optional.empty());
        });
    }

    private List<Webhook> endpoints(OutboxMessage message) {
        if (webhooks.isEmpty() || message.kind() == NotificationKind.DIGEST) {
            return List.of();
        }
        Optional<WorkspaceId> workspace = topics.workspace(message);
        return storage.webhooks().list(message.organization()).stream()
                .filter(webhook -> webhook.hears(message.kind(), workspace))
                .toList();
    }

    private static String copyId(OutboxMessage message, PersonId person, String channel) {
        return message.id() + "." + Fingerprint.of(person, channel).substring(0, 24);
    }

    private Delivery deliver(OutboxMessage message, Receiver receiver) {
        if (receiver.endpoint().isPresent()) {
            return call(message, new WebhookId(receiver.endpoint().get()));
        }
        Notifier channel = channels.get(receiver.channel());
        Optional<Member> recipient = receiver.person()
                .flatMap(person -> directory.member(message.organization(), person))
                .filter(Member::active);
        if (channel == null || recipient.isEmpty()) {
            return Delivery.notApplicable("No such channel or person any more.");
        }
        Notification notification = notification(message, inOwnLanguage(message.organization(), recipient.get()));
        return notification.topic() instanceof Topic.OfQueue queue
                        && queue.waiting().isEmpty()
                ? Delivery.notApplicable("Nothing waits.")
                : channel.deliver(notification);
    }

    private Delivery call(OutboxMessage message, WebhookId id) {
        Optional<Webhook> webhook = storage.webhooks().find(message.organization(), id);
        if (webhook.isEmpty() || webhooks.isEmpty()) {
            return Delivery.notApplicable("No such webhook any more.");
        }
        String event =
                message.id().substring(0, message.id().length() - id.value().length() - 1);
        Topic topic = topics.of(message.organization(), message.about());
        Instant now = clock.instant();
        Delivery delivery = webhooks.get()
                .tell(
                        webhook.get(),
                        new WebhookEvent(
                                event,
                                message.organization(),
                                message.kind(),
                                topic,
                                message.facts(),
                                message.createdAt()),
                        message.id(),
                        now);
        WebhookAttempt attempt = new WebhookAttempt(
                message.id(), message.kind(), message.attempts(), now, delivery.result(), delivery.reason());
        transactions.requiresNew(() -> {
            storage.webhooks().insert(message.organization(), id, Ids.next(), attempt);
            return attempt;
        });
        return delivery;
    }

    private Member inOwnLanguage(OrganizationId organization, Member member) {
        return Optional.ofNullable(storage.preferences()
                        .find(organization, Set.of(member.person()))
                        .get(member.person()))
                .flatMap(PersonalPreferences::language)
                .map(language -> new Member(
                        member.person(),
                        member.active(),
                        member.displayName(),
                        member.mail(),
                        language,
                        member.grants()))
                .orElse(member);
    }

    private Notification notification(OutboxMessage message, Member recipient) {
        Topic topic = message.kind() == NotificationKind.DIGEST
                ? topics.queue(message.organization(), recipient)
                : topics.of(message.organization(), message.about());
        return new Notification(
                message.id(),
                message.organization(),
                catalog.organization(message.organization()).name(),
                topic,
                message.kind(),
                message.facts(),
                recipient,
                topics.names(message.organization(), topic, message.facts()),
                message.createdAt());
    }

    private void settle(OutboxMessage message, String owner, Delivery delivery) {
        switch (delivery.result()) {
            case SENT, NOT_APPLICABLE -> finish(message, owner, State.SENT, delivery.note());
            case REFUSED -> finish(message, owner, State.DEAD, delivery.note());
            case POSTPONED -> later(message, owner, delivery.reason());
        }
    }

    private void later(OutboxMessage message, String owner, String error) {
        if (message.attempts() > PAUSES.size()) {
            finish(message, owner, State.DEAD, Optional.of(error));
            return;
        }
        Duration pause = PAUSES.get(Math.max(0, Math.min(message.attempts(), PAUSES.size()) - 1));
        transactions.requiresNew(() -> storage.outbox()
                .retryAt(
                        message.organization(),
                        message.id(),
                        owner,
                        clock.instant().plus(pause),
                        error));
    }

    private void finish(OutboxMessage message, String owner, State state, Optional<String> note) {
        transactions.requiresNew(
                () -> storage.outbox().finish(message.organization(), message.id(), owner, state, note));
    }
}
