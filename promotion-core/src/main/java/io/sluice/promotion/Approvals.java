package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.lifecycle.ApprovalReminders;
import io.sluice.promotion.lifecycle.Assignments;
import io.sluice.promotion.lifecycle.Decisions;
import io.sluice.promotion.lifecycle.Looks;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Approvals beyond the plain yes and no of {@link Promotions}: for somebody who is away, several at once, asking for the
 * attention of certain persons, reminding, and seeing who is at it. Thread-safe.
 */
public final class Approvals {
    /** How many decisions fit into one call of {@link #decideAll}. */
    public static final int MOST_AT_ONCE = 100;

    /**
     * One of several decisions.
     *
     * @param promotion about which promotion
     * @param decision yes or no
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the person saw it
     * @param words a comment, or the reason for a no
     */
    public record Item(PromotionId promotion, Decision decision, String subjectHash, String words) {}

    /**
     * What became of one of several decisions.
     *
     * @param promotion about which promotion
     * @param decided the request afterwards; empty when the decision was refused
     * @param code of the refusal, as the single call would have thrown it; empty when it was done
     * @param message of the refusal; empty when it was done
     */
    public record Result(PromotionId promotion, Optional<PromotionRequest> decided, String code, String message) {}

    private record All(List<Item> items) {}

    private record Assigned(PromotionId promotion, String stage, Set<PersonId> persons, String reason) {}

    private record DecidedFor(PromotionId promotion, PersonId absent, String subjectHash, String comment) {}

    private record About(PromotionId promotion) {}

    private final CommandPipeline pipeline;
    private final Transactions transactions;
    private final Capacities capacities;
    private final Decisions decisions;
    private final Assignments assignments;
    private final ApprovalReminders reminders;
    private final Looks looks;
    private final Visibility visibility;
    private final Promotions promotions;

    Approvals(Core core, Decisions decisions, Promotions promotions, ApprovalReminders reminders, Looks looks) {
        this.pipeline = core.pipeline();
        this.transactions = core.transactions();
        this.capacities = core.capacities();
        this.decisions = decisions;
        this.assignments = new Assignments(core);
        this.reminders = reminders;
        this.looks = looks;
        this.visibility = new Visibility(core);
        this.promotions = promotions;
    }

    /**
     * Says yes in the place of somebody who delegated their approving to the caller. It counts as the other person's yes;
     * the two together count as one person. {@link Promotions#approve} does the same when the caller may not approve as
     * themself.
     *
     * @param absent whom the caller stands in for
     * @throws io.sluice.promotion.problem.ForbiddenException {@code approval.notDelegated}, and what
     *     {@link Promotions#approve} throws
     */
    public PromotionRequest approveFor(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            PersonId absent,
            String subjectHash,
            String comment,
            IdempotencyKey key) {
        String checked = Text.optional("comment", comment);
        DecidedFor input = new DecidedFor(id, absent, subjectHash, checked);
        Call call = new Call(actor, organization, Operation.APPROVE, key, input);
        return pipeline.onPromotion(
                call,
                id,
                caller -> capacities.prepare(caller, id).orElseThrow(() -> new NotFoundException("promotion")),
                (caller, unit, prepared) -> decisions.approve(
                        caller, unit, new Decisions.Ballot(subjectHash, checked, prepared, Optional.of(absent))));
    }

    /**
     * Decides on several promotions. Each decision is authorized, carried out and committed on its own, even inside a
     * transaction of the host: one that is refused neither stops nor undoes the others. To repeat the call with its key
     * repeats no decision.
     *
     * @param items 1 to 100, no promotion twice
     * @return one result for each item, in the same order
     * @throws InvalidInputException {@code bulk.size} or {@code bulk.duplicate}
     */
    public List<Result> decideAll(Actor actor, OrganizationId organization, List<Item> items, IdempotencyKey key) {
        List<Item> all = List.copyOf(items);
        if (all.isEmpty() || all.size() > MOST_AT_ONCE) {
            throw new InvalidInputException("items", "bulk.size", "1 to 100 decisions can be made at once.");
        }
        if (all.stream().map(Item::promotion).distinct().count() < all.size()) {
            throw new InvalidInputException("items", "bulk.duplicate", "A promotion is decided twice.");
        }
        Call call = new Call(actor, organization, Operation.DECIDE_ALL, key, new All(all));
        transactions.requiresNew(
                () -> pipeline.create(call, caller -> caller, (caller, same) -> "bulk", answer -> answer));
        List<Result> results = new ArrayList<>();
        for (Item item : all) {
            results.add(decide(actor, organization, item, key));
        }
        return results;
    }

    private Result decide(Actor actor, OrganizationId organization, Item item, IdempotencyKey whole) {
        IdempotencyKey own = new IdempotencyKey(
                "bulk-" + Fingerprint.of(whole.value(), item.promotion().value()));
        try {
            PromotionRequest decided = transactions.active()
                    ? transactions.requiresNew(() -> decideOne(actor, organization, item, own))
                    : decideOne(actor, organization, item, own);
            return new Result(item.promotion(), Optional.of(decided), "", "");
        } catch (SluiceException refusal) {
            String message = refusal.getMessage();
            return new Result(item.promotion(), Optional.empty(), refusal.code(), message == null ? "" : message);
        }
    }

    private PromotionRequest decideOne(Actor actor, OrganizationId organization, Item item, IdempotencyKey key) {
        return switch (item.decision()) {
            case APPROVED ->
                promotions.approve(actor, organization, item.promotion(), item.subjectHash(), item.words(), key);
            case REJECTED ->
                promotions.reject(actor, organization, item.promotion(), item.subjectHash(), item.words(), key);
        };
    }

    /**
     * Asks for the attention of certain persons among those who may approve in an open stage: their task lists mark it,
     * and reminders go to them only. Whoever is entitled may still decide, and nobody else. Takes the right to operate the
     * target or to manage its policy.
     *
     * @param stage {@link io.sluice.promotion.request.HumanTask#stage()} of the open task
     * @param persons who can approve there as themselves; empty asks for everybody's attention again
     * @throws InvalidInputException {@code assignment.notEntitled} for somebody who cannot approve there
     * @throws io.sluice.promotion.problem.ConflictException {@code approval.notOpen}
     */
    public PromotionRequest assign(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            String stage,
            Set<PersonId> persons,
            String reason,
            IdempotencyKey key) {
        Assigned wanted = new Assigned(id, stage, Set.copyOf(persons), Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.ASSIGN_APPROVAL, key, wanted);
        return pipeline.onPromotion(
                call,
                id,
                caller -> assignments.look(caller, wanted.persons()),
                (caller, unit, members) ->
                        assignments.assign(caller, unit, stage, wanted.persons(), members, wanted.reason()));
    }

    /**
     * Reminds those who are asked in the open stages; whoever sees the promotion may. They get the same message as when a
     * timer reminds them. The 4 hours between two such reminders of a promotion count from whomever it was.
     *
     * @throws io.sluice.promotion.problem.ConflictException {@code approval.notOpen}, or {@code approval.remindedAlready},
     *     which says when it is possible again
     */
    public PromotionRequest remind(Actor actor, OrganizationId organization, PromotionId id, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.REMIND_APPROVERS, key, new About(id));
        return pipeline.onPromotion(
                call,
                id,
                caller -> capacities.prepare(caller, id).orElseThrow(() -> new NotFoundException("promotion")),
                (caller, unit, prepared) -> {
                    visibility.require(caller, unit.request(), prepared);
                    reminders.remind(unit);
                });
    }

    /**
     * Says that the caller is looking at a promotion, for others to see. It keeps nobody out and is forgotten after 15
     * minutes; say it again, with a new key, to be seen for longer. Whoever sees the promotion may.
     *
     * @return who is looking now
     */
    public List<PersonId> look(Actor actor, OrganizationId organization, PromotionId id, IdempotencyKey key) {
        return look(new Call(actor, organization, Operation.LOOK_AT_PROMOTION, key, new About(id)), id, looks::begin);
    }

    /**
     * Says that the caller is looking no longer; without effect when nobody knew.
     *
     * @return who is looking now
     */
    public List<PersonId> stopLooking(Actor actor, OrganizationId organization, PromotionId id, IdempotencyKey key) {
        return look(new Call(actor, organization, Operation.STOP_LOOKING, key, new About(id)), id, looks::end);
    }

    private List<PersonId> look(Call call, PromotionId id, BiConsumer<Caller, PromotionRequest> act) {
        return pipeline.create(
                call,
                caller -> visibility.one(caller, id),
                (caller, request) -> {
                    act.accept(caller, request);
                    return id.value();
                },
                looked -> looks.at(call.organization(), id));
    }

    /**
     * Who is looking at these promotions, as far as the caller sees them. Those at which nobody is looking are absent.
     *
     * @param promotions up to 200; costs the same however many they are
     * @throws InvalidInputException {@code bulk.size}
     */
    public Map<PromotionId, List<PersonId>> looking(
            Actor actor, OrganizationId organization, Collection<PromotionId> promotions) {
        return pipeline.read(
                actor,
                organization,
                caller -> looks.at(
                        organization,
                        visibility.among(caller, promotions).stream()
                                .map(PromotionRequest::id)
                                .toList()));
    }
}
