package io.sluice.promotion;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.OutboxRows.Message;
import io.sluice.promotion.jdbc.OutboxRows.State;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
     * @param promotion what it is about
     * @param kind why it was to be sent
     * @param recipient to whom; empty when the audience itself could not be found
     * @param channel over which channel; empty likewise
     * @param error what the channel said last
     * @param createdAt when the reason for it arose
     */
    public record DeadLetter(
            String id,
            PromotionId promotion,
            Notification.Kind kind,
            Optional<PersonId> recipient,
            Optional<String> channel,
            String error,
            Instant createdAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
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
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Acts acts;
    private final Storage storage;
    private final Catalog catalog;
    private final Directory directory;
    private final Map<String, Notifier> channels;
    private final Clock clock;

    Outbox(Core core, Acts acts, List<Notifier> notifiers) {
        this.acts = acts;
        this.transactions = core.transactions();
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.directory = core.directory();
        this.clock = core.clock();
        this.channels = new LinkedHashMap<>();
        notifiers.forEach(notifier -> channels.put(notifier.channel(), notifier));
    }

    /**
     * Delivers what is due, one batch. Call it outside of any transaction, again and again until it returns 0.
     *
     * @return how many rows were worked on
     */
    public int dispatch() {
        Instant now = clock.instant();
        String owner = UUID.randomUUID().toString();
        List<Message> leased =
                transactions.requiresNew(() -> storage.outbox().lease(owner, now, now.plus(LEASE), BATCH));
        for (Message message : leased) {
            if (clock.instant().isAfter(now.plus(LEASE).minus(ENOUGH_LEFT))) {
                break; // A slow channel used up the lease: what is left comes back to whoever leases it next.
            }
            try {
                if (message.recipient().isEmpty()) {
                    expand(message, owner);
                } else {
                    deliver(message, owner);
                }
            } catch (RuntimeException e) {
                LOG.warn("Message {} of {} could not be delivered.", message.id(), message.organization(), e);
                later(message, owner, e);
            }
        }
        return leased.size();
    }

    private void expand(Message message, String owner) {
        PromotionRequest request = pipeline.promotion(message.organization(), message.promotion());
        Set<PersonId> audience = audience(message, request);
        transactions.requiresNew(() -> {
            for (PersonId person : audience) {
                for (String channel : channels.keySet()) {
                    storage.outbox().insertIfAbsent(copyFor(message, person, channel));
                }
            }
            return storage.outbox()
                    .finish(message.organization(), message.id(), owner, State.EXPANDED, Optional.empty());
        });
    }

    /** Whoever may not or need not act any more is left out of what asks for an act. */
    private Set<PersonId> audience(Message message, PromotionRequest request) {
        Set<PersonId> persons = new HashSet<>(message.audience().persons());
        for (RoleId role : message.audience().roles()) {
            directory.members(message.organization(), message.audience().workspace(), role).stream()
                    .map(Member::person)
                    .forEach(persons::add);
        }
        boolean asks =
                message.kind() == Notification.Kind.APPROVAL_REQUESTED || message.kind() == Notification.Kind.REMINDER;
        if (asks) {
            persons.remove(request.requestedBy());
            persons.removeAll(catalog.authors(request));
            storage.approvals().list(request.organization(), request.id()).stream()
                    .map(Approval::person)
                    .forEach(persons::remove);
        }
        return persons;
    }

    private Message copyFor(Message message, PersonId person, String channel) {
        String id = message.id() + "." + Fingerprint.of(person, channel).substring(0, 24);
        return new Message(
                message.organization(),
                id,
                message.promotion(),
                message.kind(),
                message.audience(),
                message.subject(),
                Optional.of(person),
                Optional.of(channel),
                State.READY,
                0,
                clock.instant(),
                Optional.empty(),
                message.createdAt());
    }

    private void deliver(Message message, String owner) {
        Notifier channel = channels.get(message.channel().orElseThrow());
        Optional<Member> recipient =
                directory.member(message.organization(), message.recipient().orElseThrow());
        if (channel == null || recipient.filter(Member::active).isEmpty()) {
            finish(message, owner, State.SENT, Optional.of("No such channel or person any more."));
            return;
        }
        Notifier.Delivery delivery = channel.deliver(notification(message, recipient.get()));
        switch (delivery) {
            case SENT -> finish(message, owner, State.SENT, Optional.empty());
            case NOT_APPLICABLE ->
                finish(message, owner, State.SENT, Optional.of("The channel has no way to this person."));
            case REFUSED ->
                finish(message, owner, State.DEAD, Optional.of("Refused for good by " + channel.channel() + "."));
        }
    }

    private Notification notification(Message message, Member recipient) {
        PromotionRequest request = pipeline.promotion(message.organization(), message.promotion());
        Notification.Subject outline = message.subject();
        String requester = directory
                .member(message.organization(), request.requestedBy())
                .map(Member::displayName)
                .orElse(request.requestedBy().value());
        Optional<String> replaces = request.items().size() > 1
                ? Optional.empty()
                : request.restores()
                        .flatMap(id -> storage.releases().find(request.organization(), id))
                        .map(Release::version)
                        .map(Object::toString);
        Notification.Subject subject = new Notification.Subject(
                catalog.organization(message.organization()).name(),
                outline.artifact(),
                outline.version(),
                replaces,
                catalog.workspace(message.organization(), request.source()).name(),
                catalog.workspace(message.organization(), request.target()).name(),
                outline.rollback(),
                requester,
                outline.reason(),
                outline.deadline(),
                outline.headline(),
                outline.detail());
        return new Notification(
                message.id(),
                message.organization(),
                message.promotion(),
                message.kind(),
                recipient,
                subject,
                message.createdAt());
    }

    private void later(Message message, String owner, RuntimeException cause) {
        String error = cause.getClass().getSimpleName() + ": " + cause.getMessage();
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

    private void finish(Message message, String owner, State state, Optional<String> note) {
        transactions.requiresNew(
                () -> storage.outbox().finish(message.organization(), message.id(), owner, state, note));
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
                    .map(dead -> new DeadLetter(
                            dead.id(),
                            dead.promotion(),
                            dead.kind(),
                            dead.recipient(),
                            dead.channel(),
                            dead.lastError().orElse(""),
                            dead.createdAt()))
                    .toList();
        });
    }

    /** Tries a dead letter again, from now on with all its attempts. Repeating the call finds no dead letter any more. */
    public void resend(Actor actor, OrganizationId organization, String id) {
        Map<String, String> facts = Map.of("message", Text.requireOpaque("message", id, 128));
        acts.perform(actor, organization, Operation.RESEND_DEAD_LETTER, "message.resent", facts, () -> {
            if (!storage.outbox().revive(organization, id, clock.instant())) {
                throw new NotFoundException("message");
            }
        });
    }
}
