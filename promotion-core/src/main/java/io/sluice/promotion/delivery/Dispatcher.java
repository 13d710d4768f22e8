package io.sluice.promotion.delivery;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.jdbc.OutboxMessage.State;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.transaction.Transactions;
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
    private final Clock clock;
    private final Topics topics;
    private final Recipients recipients;

    public Dispatcher(Core core, List<Notifier> notifiers) {
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.clock = core.clock();
        this.channels = new LinkedHashMap<>();
        notifiers.forEach(notifier -> channels.put(notifier.channel(), notifier));
        this.topics = new Topics(storage, catalog, directory);
        this.recipients = new Recipients(storage, catalog, directory, topics);
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

    private void expand(OutboxMessage message, String owner) {
        Set<PersonId> audience = recipients.of(message);
        transactions.requiresNew(() -> {
            for (PersonId person : audience) {
                for (String channel : channels.keySet()) {
                    Receiver receiver = new Receiver(channel, Optional.of(person), Optional.empty());
                    storage.outbox()
                            .insertIfAbsent(
                                    message.copyTo(copyId(message, person, channel), receiver, clock.instant()));
                }
            }
            return storage.outbox()
                    .finish(message.organization(), message.id(), owner, State.EXPANDED, Optional.empty());
        });
    }

    private static String copyId(OutboxMessage message, PersonId person, String channel) {
        return message.id() + "." + Fingerprint.of(person, channel).substring(0, 24);
    }

    private Delivery deliver(OutboxMessage message, Receiver receiver) {
        Notifier channel = channels.get(receiver.channel());
        Optional<Member> recipient = receiver.person()
                .flatMap(person -> directory.member(message.organization(), person))
                .filter(Member::active);
        if (channel == null || recipient.isEmpty()) {
            return Delivery.notApplicable("No such channel or person any more.");
        }
        return channel.deliver(notification(message, recipient.get()));
    }

    private Notification notification(OutboxMessage message, Member recipient) {
        Topic topic = topics.of(message.organization(), message.about());
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
