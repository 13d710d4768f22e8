package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.lifecycle.Abandonments;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.transaction.Transactions;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * For parts of Sluice outside of core that do something for a caller, such as deploying a process file: they ask here
 * whether the caller may, and what they did is written down in the transaction in which they do it. Thread-safe.
 */
public final class Acts {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Abandonments abandonments;

    Acts(Core core, Abandonments abandonments) {
        this.abandonments = abandonments;
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.audit = core.audit();
        this.transactions = core.transactions();
    }

    /** Returns when the caller holds the operation's permission in all of the organization, and throws when not. */
    public void require(Actor actor, OrganizationId organization, Operation operation) {
        pipeline.read(actor, organization, caller -> allowed(caller, operation));
    }

    /**
     * Does something for a caller who holds the operation's permission in all of the organization.
     *
     * @param type of the audit event, such as {@code process.deployed}
     * @param facts what the event says
     * @param act joins the transaction; what it throws rolls back the event as well
     */
    public void perform(
            Actor actor,
            OrganizationId organization,
            Operation operation,
            String type,
            Map<String, String> facts,
            Runnable act) {
        perform(actor, organization, operation, person -> {
            act.run();
            return new Done("", type, facts);
        });
    }

    /** The same for what knows only afterwards what it did; safe to repeat by its own nature. */
    public Done perform(Actor actor, OrganizationId organization, Operation operation, Function<PersonId, Done> act) {
        return pipeline.read(
                actor,
                organization,
                caller -> transactions.required(() -> {
                    allowed(caller, operation);
                    Done done = act.apply(caller.person());
                    audit.record(caller, "organization:" + organization, done.type(), new TreeMap<>(done.facts()));
                    return done;
                }));
    }

    /**
     * Does something once for a caller who holds the operation's permission in all of the organization.
     *
     * @param key makes it safe to repeat
     * @param input what is asked; another input under the same key is refused
     * @param act joins the transaction; says what it did
     * @return the id of what was done, for the first call and for every repetition
     */
    public String performOnce(
            Actor actor,
            OrganizationId organization,
            Operation operation,
            IdempotencyKey key,
            Object input,
            Function<PersonId, Done> act) {
        return pipeline.create(
                new Call(actor, organization, operation, key, input),
                caller -> allowed(caller, operation),
                (caller, same) -> {
                    allowed(caller, operation);
                    Done done = act.apply(caller.person());
                    audit.record(caller, "organization:" + organization, done.type(), new TreeMap<>(done.facts()));
                    return done.id();
                },
                id -> id);
    }

    /**
     * Does something once with the flow of one promotion, for a caller who holds the operation's permission in its target.
     *
     * @param act runs in the transaction, after the promotion's row is locked and the event is written
     * @throws NotFoundException when the caller does not see the promotion
     * @throws io.sluice.promotion.problem.ConflictException {@code promotion.alreadyDecided} when it has ended
     */
    public PromotionRequest performOn(
            Actor actor,
            OrganizationId organization,
            PromotionId promotion,
            Operation operation,
            IdempotencyKey key,
            Object input,
            Event event,
            Consumer<PromotionRequest> act) {
        return pipeline.onPromotion(new Call(actor, organization, operation, key, input), promotion, (caller, unit) -> {
            authorization.require(caller, operation, unit.request(), catalog.demands(unit.request()));
            if (!unit.request().isOpen()) {
                throw new ConflictException(
                        "promotion.alreadyDecided",
                        "This promotion has ended: " + unit.request().status() + ".");
            }
            unit.record(event.type(), new TreeMap<>(event.facts()));
            unit.afterwards(() -> act.accept(unit.request()));
        });
    }

    /**
     * What holds a promotion up.
     *
     * @param promotion which
     * @param facts what the event says of it
     */
    public record Stuck(PromotionId promotion, Map<String, String> facts) {}

    private record GivenUp(String incident, String reason) {}

    /**
     * Ends a promotion as failed whose flow cannot go on, for a caller who operates its target. When its deployer was at
     * work, it is asked what is live, and the record follows.
     *
     * @param incident names what holds it up
     * @param reason why it is given up, for people
     * @param find what the incident is about; throws when there is none
     * @param stands whether it is still there; asked in the transaction, after the promotion's row is locked
     * @throws NotFoundException when the caller does not see the promotion, or the incident is gone
     * @throws io.sluice.promotion.problem.ConflictException {@code promotion.alreadyDecided}, {@code repair.unknownVersion}
     * @throws io.sluice.promotion.problem.UnavailableException {@code deployer.unavailable}: nobody knows what is live
     */
    public PromotionRequest giveUp(
            Actor actor,
            OrganizationId organization,
            String incident,
            String reason,
            IdempotencyKey key,
            Supplier<Stuck> find,
            BooleanSupplier stands) {
        GivenUp wanted = new GivenUp(incident, Text.requireReason("reason", reason));
        return pipeline.create(
                new Call(actor, organization, Operation.GIVE_UP_INCIDENT, key, wanted),
                caller -> {
                    Stuck stuck = find.get();
                    return abandonments.look(caller, stuck.promotion(), stuck.facts());
                },
                (caller, looked) -> abandonments.giveUp(caller, looked, wanted.reason(), stands),
                id -> pipeline.promotion(organization, new PromotionId(id)));
    }

    /**
     * Whether a command with this key was carried out already, so that sending it again only fetches its answer. For
     * adapters that compare what a caller saw with what is there now: a command must not refuse its own repetition.
     */
    public boolean isRepeated(Actor actor, OrganizationId organization, IdempotencyKey key) {
        return pipeline.read(actor, organization, caller -> pipeline.isKnown(organization, key));
    }

    /** Reads a promotion that the caller sees. */
    public PromotionRequest visible(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            PromotionRequest request = pipeline.promotion(organization, promotion);
            authorization.require(caller, Operation.VIEW_PROMOTION, request, catalog.demands(request));
            return request;
        });
    }

    /**
     * An audit event.
     *
     * @param type such as {@code process.deployed}
     * @param facts what it says
     */
    public record Event(String type, Map<String, ?> facts) {}

    /**
     * What was done.
     *
     * @param id of what was made or changed
     * @param type of the audit event
     * @param facts what the event says
     */
    public record Done(String id, String type, Map<String, ?> facts) {}

    private Caller allowed(Caller caller, Operation operation) {
        catalog.organization(caller.organization());
        authorization.require(caller, operation);
        return caller;
    }
}
