package io.sluice.promotion.command;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.jdbc.IdempotencyRows;
import io.sluice.promotion.jdbc.PromotionRows;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one way every command takes: ask the directory who calls (outside the transaction), open the unit of work, lock,
 * authorize, look whether the same command was carried out before, act, write audit and messages, commit. A unit that
 * lost a race inside the database is repeated as a whole, unless the host's own transaction surrounds it.
 */
public final class CommandPipeline {
    /** What is asked, by whom, under which key. */
    public record Call(
            Actor actor, OrganizationId organization, Operation operation, IdempotencyKey key, Object input) {}

    private static final int ATTEMPTS = 6;
    private static final Set<String> LOST_RACES =
            Set.of("database.busy", "engine.busy", "idempotency.race", "request.race");

    private final Transactions transactions;
    private final Storage storage;
    private final Directory directory;
    private final AuditLog audit;
    private final Clock clock;
    private final Standstill standstill;

    public CommandPipeline(
            Transactions transactions,
            Storage storage,
            Directory directory,
            AuditLog audit,
            Clock clock,
            Standstill standstill) {
        this.transactions = transactions;
        this.storage = storage;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
        this.standstill = standstill;
    }

    /**
     * A command that makes or changes something other than an existing promotion. One that was carried out already is
     * answered before anything else is asked: what it did may be the very reason why it could not be done again.
     *
     * @param prepare asks foreign code, outside the transaction
     * @param act does it and returns the id of what it made
     * @param answer reads the answer from that id, for the first call and for every repetition
     */
    public <P, T> T create(
            Call call, Function<Caller, P> prepare, BiFunction<Caller, P, String> act, Function<String, T> answer) {
        return repeatedly(() -> {
            Caller caller = directory.identify(call.actor(), call.organization());
            Optional<String> done = alreadyDone(call);
            if (done.isPresent()) {
                return answer.apply(done.get());
            }
            try {
                P prepared = prepare.apply(caller);
                return inOneUnit(() -> {
                    String id = act.apply(caller, prepared);
                    remember(call, id);
                    return answer.apply(id);
                });
            } catch (SluiceException refusal) {
                return answer.apply(byFasterTwin(call).orElseThrow(() -> refusal));
            }
        });
    }

    /** What refuses a command may be its own twin, which did it meanwhile; then both have the same answer. */
    private Optional<String> byFasterTwin(Call call) {
        return transactions.active() ? Optional.empty() : alreadyDone(call);
    }

    /** A command on one promotion. */
    public PromotionRequest onPromotion(Call call, PromotionId id, BiConsumer<Caller, LockedPromotion> act) {
        return onPromotion(call, id, caller -> caller, (caller, unit, same) -> act.accept(caller, unit));
    }

    /**
     * A command on one promotion that needs answers of foreign code.
     *
     * @param prepare asks it, outside the transaction
     */
    public <P> PromotionRequest onPromotion(Call call, PromotionId id, Function<Caller, P> prepare, Prepared<P> act) {
        return repeatedly(() -> {
            Caller caller = directory.identify(call.actor(), call.organization());
            P prepared = prepare.apply(caller);
            return inOneUnit(() -> {
                LockedPromotion unit = lock(call.organization(), id, AuditLog.actorOf(caller));
                if (isFirst(call, id)) {
                    act.accept(caller, unit, prepared);
                    unit.save();
                }
                return unit.hasFollowUps() ? promotion(call.organization(), id) : unit.request();
            });
        });
    }

    /** What is done to a promotion with the answers of foreign code. */
    public interface Prepared<P> {
        /** Does it. */
        void accept(Caller caller, LockedPromotion unit, P prepared);
    }

    /** Whether a command with this key was carried out. */
    public boolean isKnown(OrganizationId organization, IdempotencyKey key) {
        return storage.idempotency().find(organization, key.value()).isPresent();
    }

    /** A question: who calls, and then the answer; no transaction. */
    public <T> T read(Actor actor, OrganizationId organization, Function<Caller, T> answer) {
        return answer.apply(directory.identify(actor, organization));
    }

    /**
     * A step of the process itself, in the unit of work that the flow opened or in its own.
     *
     * @throws ConflictException {@code promotion.ended}: whatever still runs for a promotion that has ended comes too late
     * @throws io.sluice.promotion.problem.UnavailableException {@code safeMode.on}
     */
    public <T> T step(OrganizationId organization, PromotionId id, String cause, Function<LockedPromotion, T> act) {
        return step(organization, id, cause, () -> Asked.NOTHING, (unit, nothing) -> act.apply(unit));
    }

    private static void requireOpen(LockedPromotion unit) {
        if (!unit.request().isOpen()) {
            throw new ConflictException(
                    "promotion.ended",
                    "This promotion has ended: " + unit.request().status() + ".");
        }
    }

    /**
     * A step that knows what it will ask, and asks it together with the lock.
     *
     * @param questions made anew for each attempt, inside the unit of work
     */
    public <A extends Asked, T> T step(
            OrganizationId organization,
            PromotionId id,
            String cause,
            Supplier<A> questions,
            BiFunction<LockedPromotion, A, T> act) {
        standstill.requireOff(organization);
        return lateStep(organization, id, cause, questions, (unit, asked) -> {
            requireOpen(unit);
            return act.apply(unit, asked);
        });
    }

    /** A step that has something to write even when the promotion has ended meanwhile. */
    public <T> T lateStep(OrganizationId organization, PromotionId id, String cause, Function<LockedPromotion, T> act) {
        return lateStep(organization, id, cause, () -> Asked.NOTHING, (unit, nothing) -> act.apply(unit));
    }

    /** The same, asking something together with the lock. */
    public <A extends Asked, T> T lateStep(
            OrganizationId organization,
            PromotionId id,
            String cause,
            Supplier<A> questions,
            BiFunction<LockedPromotion, A, T> act) {
        return repeatedly(() -> inOneUnit(() -> {
            A asked = questions.get();
            LockedPromotion unit = lock(organization, id, AuditLog.system(cause), asked);
            T result = act.apply(unit, asked);
            unit.save();
            return result;
        }));
    }

    /** Something that Sluice does on its own, in a unit of work. */
    public <T> T bySystem(Supplier<T> unit) {
        return repeatedly(() -> inOneUnit(unit));
    }

    public PromotionRequest promotion(OrganizationId organization, PromotionId id) {
        return storage.promotions().find(organization, id).orElseThrow(() -> new NotFoundException("promotion"));
    }

    /** Locks a further promotion inside a unit of work that is open already. */
    public LockedPromotion lock(OrganizationId organization, PromotionId id, String actor) {
        return lock(organization, id, actor, Asked.NOTHING);
    }

    private LockedPromotion lock(OrganizationId organization, PromotionId id, String actor, Asked asked) {
        Read<Optional<PromotionRows.Locked>> lock = storage.promotions().lockRead(organization, id);
        List<Read<?>> reads = new ArrayList<>(List.of(lock));
        reads.addAll(asked.reads());
        storage.ask(reads);
        PromotionRows.Locked locked = lock.value().orElseThrow(() -> new NotFoundException("promotion"));
        return new LockedPromotion(storage, audit, actor, locked.request(), locked.head());
    }

    /** A unit for a promotion that is about to be inserted. */
    public LockedPromotion begin(PromotionRequest request, String actor) {
        return new LockedPromotion(storage, audit, actor, request, ChainHead.EMPTY);
    }

    private Optional<String> alreadyDone(Call call) {
        return storage.idempotency()
                .find(call.organization(), call.key().value())
                .map(entry -> {
                    boolean same = entry.operation().equals(call.operation().name())
                            && entry.requestHash().equals(fingerprint(call));
                    if (!same) {
                        throw new ConflictException(
                                "idempotency.conflict", "This idempotency key was used for a different command.");
                    }
                    return entry.objectId();
                });
    }

    private void remember(Call call, String objectId) {
        storage.idempotency().insert(call.organization(), call.key().value(), entry(call, objectId), clock.instant());
    }

    /** Claims the key for this command; when it is taken, by the same command only. The row lock makes twins wait. */
    private boolean isFirst(Call call, PromotionId id) {
        boolean claimed = storage.idempotency()
                .insertIfAbsent(call.organization(), call.key().value(), entry(call, id.value()), clock.instant());
        return claimed || alreadyDone(call).isEmpty();
    }

    private static IdempotencyRows.Entry entry(Call call, String objectId) {
        return new IdempotencyRows.Entry(call.operation().name(), fingerprint(call), objectId);
    }

    private static String fingerprint(Call call) {
        return Fingerprint.of(call.actor().toString(), call.operation().name(), call.input());
    }

    private <T> T inOneUnit(Supplier<T> unit) {
        return transactions.required(() -> storage.asOne(unit));
    }

    private <T> T repeatedly(Supplier<T> unit) {
        boolean joined = transactions.active();
        for (int attempt = 1; ; attempt++) {
            try {
                return unit.get();
            } catch (SluiceException e) {
                if (joined || attempt == ATTEMPTS || !LOST_RACES.contains(e.code())) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(5L * attempt, 20L * attempt + 1)));
            }
        }
    }
}
