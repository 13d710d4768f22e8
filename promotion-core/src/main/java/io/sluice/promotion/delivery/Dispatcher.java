package io.sluice.promotion.delivery;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.About;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.OutboxMessage.Outcome;
import io.sluice.promotion.jdbc.OutboxMessage.State;
import io.sluice.promotion.jdbc.PreferenceRows.Personal;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

    /** How long what was sent may wait to be written down; a node that dies meanwhile makes it be sent again. */
    private static final Duration UNWRITTEN = Duration.ofSeconds(5);

    private record Expanded(Outcome outcome, List<OutboxMessage> copies) {}

    private record Ended(Outcome outcome, Optional<Sending.Call> call) {}

    private final Core core;
    private final Transactions transactions;
    private final Storage storage;
    private final Clock clock;
    private final Expansion expansion;
    private final Sending sending;

    /**
     * @param notifiers the channels to people
     * @param webhooks the way to endpoints, if the host application offers it
     */
    public Dispatcher(Core core, List<Notifier> notifiers, Optional<WebhookSettings> webhooks) {
        this.core = core;
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.clock = core.clock();
        Map<String, Notifier> channels = new LinkedHashMap<>();
        notifiers.forEach(notifier -> channels.put(notifier.channel(), notifier));
        this.expansion = new Expansion(core, channels.keySet(), webhooks.isPresent());
        this.sending = new Sending(core, channels, webhooks);
    }

    /**
     * Works on one batch of what is due and returns how many rows that were. Leased, expanded and written down together;
     * only sending, outside of any unit of work, is done one by one.
     */
    public int dispatch() {
        Instant now = clock.instant();
        String owner = UUID.randomUUID().toString();
        List<OutboxMessage> leased =
                transactions.requiresNew(() -> storage.outbox().lease(owner, now, now.plus(LEASE), BATCH));
        Reading reading = new Reading(core, leased, now);
        List<OutboxMessage> reasons = new ArrayList<>();
        List<OutboxMessage> addressed = new ArrayList<>();
        leased.forEach(message -> (message.receiver().isEmpty() ? reasons : addressed).add(message));
        addressed.addAll(expand(reasons, owner, BATCH - addressed.size(), reading));
        send(addressed, owner, reading);
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

    /** Turns messages into one for each receiver, and takes as many of those as there is room for. */
    private List<OutboxMessage> expand(List<OutboxMessage> reasons, String owner, int room, Reading reading) {
        if (reasons.isEmpty()) {
            return List.of();
        }
        List<Expanded> expanded =
                reasons.stream().map(reason -> expand(reason, reading)).toList();
        List<OutboxMessage> taken = new ArrayList<>();
        alone(
                expanded,
                together -> taken.addAll(transactions.requiresNew(() -> write(together, owner, room - taken.size()))),
                (one, e) -> write(failed(one.outcome().message(), e), owner));
        return taken;
    }

    private Expanded expand(OutboxMessage reason, Reading reading) {
        try {
            List<OutboxMessage> copies = expansion.of(reason, clock.instant(), reading);
            return new Expanded(reason.ended(State.EXPANDED, Optional.empty()), copies);
        } catch (RuntimeException e) {
            return new Expanded(failed(reason, e), List.of());
        }
    }

    /** Whoever lost the lease adds nothing: somebody else turns the same message into the same ones. */
    private List<OutboxMessage> write(List<Expanded> expanded, String owner, int room) {
        List<Outcome> held = storage.outbox()
                .settle(owner, expanded.stream().map(Expanded::outcome).toList());
        List<OutboxMessage> copies = expanded.stream()
                .filter(each -> held.contains(each.outcome()))
                .flatMap(each -> each.copies().stream())
                .toList();
        int mine = Math.min(Math.max(room, 0), copies.size());
        storage.outbox().insertAll(copies.subList(mine, copies.size()));
        Instant until = clock.instant().plus(LEASE);
        return storage.outbox().insertLeased(owner, until, copies.subList(0, mine));
    }

    private void send(List<OutboxMessage> addressed, String owner, Reading reading) {
        List<Ended> ended = new ArrayList<>();
        Instant first = clock.instant();
        try {
            for (OutboxMessage message : addressed) {
                if (clock.instant().isAfter(message.nextAt().minus(ENOUGH_LEFT))) {
                    continue; // A slow channel used up the lease: it comes back to whoever leases it next.
                }
                ended.add(send(message, reading));
                if (clock.instant().isAfter(first.plus(UNWRITTEN))) {
                    record(ended, owner);
                    first = clock.instant();
                }
            }
        } finally {
            record(ended, owner);
        }
    }

    private Ended send(OutboxMessage message, Reading reading) {
        try {
            Sending.Sent sent = sending.send(message, message.receiver().orElseThrow(), reading);
            return new Ended(outcome(message, sent.delivery()), sent.call());
        } catch (RuntimeException e) {
            return new Ended(failed(message, e), Optional.empty());
        }
    }

    private void record(List<Ended> ended, String owner) {
        List<Ended> all = List.copyOf(ended);
        ended.clear();
        alone(
                all,
                together -> transactions.requiresNew(() -> {
                    together.stream()
                            .flatMap(each -> each.call().stream())
                            .forEach(call -> storage.webhooks()
                                    .insert(call.organization(), call.webhook(), Ids.next(), call.attempt()));
                    return storage.outbox()
                            .settle(owner, together.stream().map(Ended::outcome).toList());
                }),
                (one, e) -> write(failed(one.outcome().message(), e), owner));
    }

    /** All together; and when that cannot be written, one by one, so that one of them does not keep the others. */
    private static <T> void alone(List<T> all, Consumer<List<T>> write, BiConsumer<T, RuntimeException> instead) {
        if (all.isEmpty()) {
            return;
        }
        try {
            write.accept(all);
        } catch (UnavailableException e) {
            throw e; // One by one they would fail in the same way; their leases run out by themselves.
        } catch (RuntimeException e) {
            if (all.size() == 1) {
                instead.accept(all.get(0), e);
            } else {
                all.forEach(one -> alone(List.of(one), write, instead));
            }
        }
    }

    private void write(Outcome outcome, String owner) {
        transactions.requiresNew(() -> storage.outbox().settle(owner, List.of(outcome)));
    }

    private Outcome outcome(OutboxMessage message, Delivery delivery) {
        return switch (delivery.result()) {
            case SENT, NOT_APPLICABLE -> message.ended(State.SENT, delivery.note());
            case REFUSED -> message.ended(State.DEAD, delivery.note());
            case POSTPONED -> later(message, delivery.reason());
        };
    }

    private Outcome failed(OutboxMessage message, RuntimeException e) {
        LOG.warn("Message {} of {} could not be delivered.", message.id(), message.organization(), e);
        return later(message, e.getClass().getSimpleName() + ": " + e.getMessage());
    }

    private Outcome later(OutboxMessage message, String error) {
        if (message.attempts() > PAUSES.size()) {
            return message.ended(State.DEAD, Optional.of(error));
        }
        Duration pause = PAUSES.get(Math.max(0, Math.min(message.attempts(), PAUSES.size()) - 1));
        return message.again(clock.instant().plus(pause), error);
    }
}
