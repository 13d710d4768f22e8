package io.sluice.promotion;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.jdbc.FeedRows.Position;
import io.sluice.promotion.jdbc.PersonRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells programs of the host what happened, from the log of audit events: what is committed is told, what was rolled back is
 * not. A reader is told each event at least once, by one node at a time, the events of each promotion in their order, within
 * a second or two. For the host program itself, so nobody is asked for a permission. Thread-safe.
 */
public final class Feed {
    /**
     * Something that happened.
     *
     * @param event what the audit trail says; its id is the same on every repetition
     * @param promotion the promotion it is about, as it is when this is told; empty for what concerns no promotion
     * @param person whoever did it; empty when Sluice did, and for a person who was erased
     */
    public record Entry(AuditEvent event, Optional<PromotionRequest> promotion, Optional<PersonId> person) {}

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private final Storage storage;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    Feed(Core core) {
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /**
     * Hands a reader what it has not taken yet, one batch of each organization. A reader that is new begins with what
     * happens from now on. When the taker throws, the same event is handed over again after a pause, up to six times with
     * growing pauses of up to 15 minutes, and later ones of that organization wait behind it; then it is passed over with an
     * error in the program's log. Call it outside of any transaction, about every second, again and again until it returns 0.
     *
     * @param reader names the program, the same at every start and on every node: an identifier of at most 64 characters
     * @param limit how many events of an organization at most, 1 to 1,000
     * @param taker is called with one event after the other, outside of any transaction; it should take less than a minute
     * @return how many events were taken or passed over
     * @throws io.sluice.promotion.problem.InvalidInputException {@code page.limit} or {@code id.*}
     */
    public int read(String reader, int limit, Consumer<Entry> taker) {
        Identifier.require("reader", reader);
        Releases.requireLimit(limit);
        Instant now = clock.instant();
        begin(reader, now);
        int taken = 0;
        for (Position position : storage.feed().due(reader, now)) {
            if (storage.feed().lease(reader, position, now, now.plus(LEASE))) {
                taken += hand(reader, position, limit, taker);
            }
        }
        return taken;
    }

    /** Where no organization is known yet, this program remembers since when it has been looking. */
    private void begin(String reader, Instant now) {
        Instant here = seen.computeIfAbsent(reader, name -> now);
        List<OrganizationId> unknown = storage.feed().unknown(reader);
        if (!unknown.isEmpty()) {
            Instant since = storage.feed().since(reader).filter(here::isAfter).orElse(here);
            unknown.forEach(organization -> storage.feed().begin(organization, reader, since, now));
        }
    }

    private int hand(String reader, Position start, int limit, Consumer<Entry> taker) {
        Position position = start;
        for (AuditEvent event : storage.feed().events(start, limit)) {
            if (!takes(reader, position, event, taker)
                    || !storage.feed().taken(reader, position, clock.instant().plus(LEASE))) {
                return (int) (position.taken() - start.taken());
            }
            position = new Position(position.organization(), position.taken() + 1, 0);
        }
        storage.feed().giveBack(reader, position, clock.instant());
        return (int) (position.taken() - start.taken());
    }

    /** Whether it is done with the event: taken, or passed over for good. */
    private boolean takes(String reader, Position position, AuditEvent event, Consumer<Entry> taker) {
        try {
            taker.accept(entry(event));
            return true;
        } catch (RuntimeException | Error e) {
            if (position.failures() >= PAUSES.size()) {
                LOG.error("Reader {} does not take event {}; it is passed over.", reader, event.id(), e);
                return true;
            }
            LOG.warn("Reader {} did not take event {}; it is told again.", reader, event.id(), e);
            Instant next = clock.instant().plus(PAUSES.get(position.failures()));
            storage.feed().failed(reader, position, next, String.valueOf(e));
            return false;
        }
    }

    private Entry entry(AuditEvent event) {
        Optional<PromotionRequest> promotion = LockedPromotion.ofChain(event.chain())
                .flatMap(id -> storage.promotions().find(event.organization(), id));
        return new Entry(event, promotion, person(event));
    }

    private Optional<PersonId> person(AuditEvent event) {
        int colon = event.actor().indexOf(':');
        if (colon < 0 || event.actor().startsWith("SYSTEM:")) {
            return Optional.empty();
        }
        return storage
                .persons()
                .among(event.organization(), List.of(event.actor().substring(colon + 1)))
                .stream()
                .findFirst()
                .flatMap(PersonRows.Entry::person);
    }
}
