package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Actions;
import io.sluice.promotion.lifecycle.Deadlines;
import io.sluice.promotion.lifecycle.Decisions;
import io.sluice.promotion.lifecycle.Repairs;
import io.sluice.promotion.lifecycle.Requests;
import io.sluice.promotion.lifecycle.Rollbacks;
import io.sluice.promotion.lifecycle.Waits;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionAction;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asking for promotions, deciding on them and looking at them. Every command locks the promotion, judges again under the
 * lock, and writes state, audit, messages and process in one transaction. Thread-safe.
 */
public final class Promotions {
    /**
     * Which requests to list.
     *
     * @param status only those in this status
     * @param requestedBy only those that this person asked for
     * @param target only those into this workspace
     * @param before only those requested before this one: the last of the page before
     * @param limit how many, 1 to 1,000
     */
    public record Query(
            Optional<PromotionStatus> status,
            Optional<PersonId> requestedBy,
            Optional<WorkspaceId> target,
            Optional<PromotionId> before,
            int limit) {
        /** Refuses a limit outside the bounds. */
        public Query {
            Releases.requireLimit(limit);
        }

        /** The newest requests. */
        public static Query newest(int limit) {
            return new Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }
    }

    /** Whoever sees next to nothing does not look through everything in one call. */
    private static final int MOST_PARTS = 50;

    private record Planned(PromotionId promotion, Optional<Instant> notBefore) {}

    private record Extended(PromotionId promotion, Duration by, String reason) {}

    private record Decided(PromotionId promotion, String subjectHash, String comment) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Visibility visibility;
    private final Catalog catalog;
    private final Capacities capacities;
    private final Storage storage;
    private final FactsReader facts;
    private final Requests requests;
    private final Decisions decisions;
    private final Repairs repairs;
    private final Waits waits;
    private final Deadlines deadlines;
    private final Actions actions;

    Promotions(
            Core core,
            Requests requests,
            Decisions decisions,
            Repairs repairs,
            Waits waits,
            Deadlines deadlines,
            Actions actions) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.visibility = new Visibility(core);
        this.catalog = core.catalog();
        this.capacities = core.capacities();
        this.storage = core.storage();
        this.facts = core.facts();
        this.requests = requests;
        this.decisions = decisions;
        this.repairs = repairs;
        this.waits = waits;
        this.deadlines = deadlines;
        this.actions = actions;
    }

    /**
     * Asks for a promotion. A pending request for an earlier version of the same artifact and target is superseded.
     *
     * @throws PromotionBlockedException when it could never go on; carries every reason
     */
    public PromotionRequest request(Actor actor, OrganizationId organization, NewPromotion wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.REQUEST_PROMOTION, key, wanted);
        return pipeline.create(
                call,
                caller -> requests.prepare(caller, wanted),
                requests::make,
                id -> pipeline.promotion(organization, new PromotionId(id)));
    }

    /**
     * Asks for an earlier release to be put back. Runs under the rollback rule of the target's policy.
     *
     * @param release the release to put back; empty means the one that was live before the present one
     * @throws PromotionBlockedException when it cannot be put back; carries every reason
     * @throws ConflictException {@code rollback.nothingBefore}
     */
    public PromotionRequest rollBack(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            ArtifactRef artifact,
            Optional<ReleaseId> release,
            String reason,
            IdempotencyKey key) {
        Rollbacks.NewRollback wanted =
                new Rollbacks.NewRollback(workspace, artifact, release, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REQUEST_ROLLBACK, key, wanted);
        return pipeline.create(
                call,
                caller -> requests.prepare(caller, wanted),
                requests::make,
                id -> pipeline.promotion(organization, new PromotionId(id)));
    }

    /**
     * Asks for everything to be put back that a completed promotion brought, all of it or nothing: the last one that went
     * live goes back first. Runs under the rollback rule of the target's policy. For one artifact of a unit alone there is
     * {@link #rollBack}.
     *
     * @throws PromotionBlockedException when it cannot be put back; carries every reason
     * @throws ConflictException {@code rollback.notCompleted}; {@code rollback.unitMoved} when something that it brought has
     *     changed since; {@code rollback.nothingBefore} when there was nothing before one of its artifacts
     */
    public PromotionRequest rollBackUnit(
            Actor actor, OrganizationId organization, PromotionId id, String reason, IdempotencyKey key) {
        String checked = Text.requireReason("reason", reason);
        Decided input = new Decided(id, "", checked);
        Call call = new Call(actor, organization, Operation.REQUEST_ROLLBACK, key, input);
        return pipeline.create(
                call,
                caller -> requests.prepare(caller, visibility.one(caller, id), checked),
                requests::make,
                made -> pipeline.promotion(organization, new PromotionId(made)));
    }

    /** Everything that stands between a version and its deployment if it were requested now. Changes nothing. */
    public GateDecision dryRun(Actor actor, OrganizationId organization, NewPromotion wanted) {
        return pipeline.read(actor, organization, caller -> {
            Requests.Prepared prepared = requests.prepare(caller, wanted);
            return Gate.judge(facts.read(prepared.question(), prepared.people()), Gate.Moment.DEPLOYMENT);
        });
    }

    /**
     * What would become of a request if it were made now.
     *
     * @param asking what refuses the request itself; what only has to be waited for is not there
     * @param goingLive everything that stands between the version and its deployment
     */
    public record Outlook(GateDecision asking, GateDecision goingLive) {}

    /** Both answers of the gate to a request that is not made yet, on the same facts. Changes nothing. */
    public Outlook outlook(Actor actor, OrganizationId organization, NewPromotion wanted) {
        return pipeline.read(actor, organization, caller -> {
            Requests.Prepared prepared = requests.prepare(caller, wanted);
            GateFacts read = facts.read(prepared.question(), prepared.people());
            return new Outlook(Gate.judge(read, Gate.Moment.REQUEST), Gate.judge(read, Gate.Moment.DEPLOYMENT));
        });
    }

    /**
     * The same for anybody: everything that would stand in the way if that person asked. Whoever sees both workspaces may
     * look at it.
     */
    public GateDecision dryRunFor(Actor actor, OrganizationId organization, PersonId person, NewPromotion wanted) {
        return pipeline.read(actor, organization, caller -> {
            Requests.Prepared prepared = requests.prepareFor(caller, wanted, person);
            GateDecision decision =
                    Gate.judge(facts.read(prepared.question(), prepared.people()), Gate.Moment.DEPLOYMENT);
            return requests.mayAsk(organization, wanted, person)
                    ? decision
                    : decision.and(Blocker.mayNotAsk(person, wanted.target()));
        });
    }

    /** Everything that stands between an open request and its deployment. */
    public GateDecision whyBlocked(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(actor, organization, caller -> {
            FactsReader.Question question = facts.about(visibility.one(caller, id));
            return Gate.judge(facts.read(question, facts.everybody(question)), Gate.Moment.DEPLOYMENT);
        });
    }

    /**
     * Says yes; in the place of somebody who delegated their approving to the caller when the caller may not as themself.
     *
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the approver saw it
     * @param comment may be empty
     * @throws ForbiddenException {@code approval.selfApproval}, {@code approval.author}, {@code approval.role},
     *     {@code approval.operator}, {@code approval.membershipUnknown}, {@code approval.tooLate} or {@code
     *     approver.notHuman}
     * @throws ConflictException {@code promotion.alreadyDecided}, {@code approval.alreadyDecided},
     *     {@code approval.notOpen} or {@code approval.subjectChanged}
     */
    public PromotionRequest approve(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            String subjectHash,
            String comment,
            IdempotencyKey key) {
        String checked = Text.optional("comment", comment);
        Decided input = new Decided(id, subjectHash, checked);
        Call call = new Call(actor, organization, Operation.APPROVE, key, input);
        return pipeline.onPromotion(
                call,
                id,
                caller -> prepared(caller, id),
                () -> decisions.questions(organization, id),
                (caller, unit, prepared) -> decisions.approve(
                        caller, unit, new Decisions.Ballot(subjectHash, checked, prepared, Optional.empty())));
    }

    /**
     * Says no, which ends the request for good.
     *
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the person saw it
     * @param reason mandatory
     * @throws ConflictException {@code promotion.alreadyDecided}, {@code promotion.deploying} or
     *     {@code approval.subjectChanged}
     */
    public PromotionRequest reject(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            String subjectHash,
            String reason,
            IdempotencyKey key) {
        String checked = Text.requireReason("reason", reason);
        Decided input = new Decided(id, subjectHash, checked);
        Call call = new Call(actor, organization, Operation.REJECT, key, input);
        return pipeline.onPromotion(
                call,
                id,
                caller -> prepared(caller, id),
                () -> decisions.questions(organization, id),
                (caller, unit, prepared) -> decisions.reject(
                        caller, unit, new Decisions.Ballot(subjectHash, checked, prepared, Optional.empty())));
    }

    /**
     * Withdraws a request that is not being deployed yet. Its requester may, and whoever operates the target.
     *
     * @throws ConflictException {@code promotion.alreadyDecided} or {@code promotion.deploying}
     */
    public PromotionRequest cancel(
            Actor actor, OrganizationId organization, PromotionId id, String reason, IdempotencyKey key) {
        String checked = Text.requireReason("reason", reason);
        Call call = new Call(actor, organization, Operation.CANCEL, key, new Decided(id, "", checked));
        return pipeline.onPromotion(call, id, (caller, unit) -> decisions.cancel(caller, unit, checked));
    }

    /**
     * Plans the deployment for another time, as long as the deployer is not at work. Its requester may, and whoever
     * operates the target. Approvals stay: the time is not part of what was approved. The gate judges again when it comes.
     *
     * @param notBefore the earliest time of the deployment; empty means as soon as it is allowed
     * @throws io.sluice.promotion.problem.InvalidInputException {@code schedule.past} or {@code date.range}
     * @throws ConflictException {@code promotion.alreadyDecided} or {@code promotion.deploying}
     */
    public PromotionRequest reschedule(
            Actor actor, OrganizationId organization, PromotionId id, Optional<Instant> notBefore, IdempotencyKey key) {
        NewPromotion.requireStorable(notBefore);
        Call call = new Call(actor, organization, Operation.RESCHEDULE, key, new Planned(id, notBefore));
        return pipeline.onPromotion(call, id, (caller, unit) -> waits.reschedule(caller, unit, notBefore));
    }

    /**
     * Gives those whose approval is missing more time. Whoever operates the target may, and the role that late requests
     * escalate to. What has expired stays so.
     *
     * @param by how much longer, 1 minute to 90 days; a stage stays open for at most 90 days, besides what its policy adds
     * @param reason mandatory
     * @throws io.sluice.promotion.problem.InvalidInputException {@code duration.min} or {@code duration.max}
     * @throws ConflictException {@code approval.notOpen} or {@code deadline.past}
     */
    public PromotionRequest extendDeadline(
            Actor actor, OrganizationId organization, PromotionId id, Duration by, String reason, IdempotencyKey key) {
        Extended wanted = new Extended(id, Deadlines.requireSpan(by), Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.EXTEND_DEADLINE, key, wanted);
        return pipeline.onPromotion(call, id, (caller, unit) -> deadlines.extend(caller, unit, by, wanted.reason()));
    }

    /**
     * Closes the repair task of a promotion whose rollback failed. Sluice asks the deployer what is live now and records
     * that.
     *
     * @param note what was done
     * @throws ConflictException {@code repair.notOpen} or {@code repair.unknownVersion}
     */
    public PromotionRequest closeRepair(
            Actor actor, OrganizationId organization, PromotionId id, String note, IdempotencyKey key) {
        String checked = Text.requireReason("note", note);
        Call call = new Call(actor, organization, Operation.CLOSE_REPAIR, key, new Decided(id, "", checked));
        Repairs.Found found =
                pipeline.read(actor, organization, caller -> repairs.look(caller, visibility.one(caller, id)));
        return pipeline.onPromotion(call, id, (caller, unit) -> repairs.close(caller, unit, found, checked));
    }

    /**
     * What the caller may do with a promotion now, and for everything else why not: what the commands themselves would say,
     * for buttons. To ask is no attempt; the audit trail tells nothing of it.
     */
    public Map<PromotionAction, Eligibility> mayDo(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(actor, organization, caller -> actions.of(caller, prepared(caller, id)));
    }

    /** Reads one request. */
    public PromotionRequest get(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(actor, organization, caller -> visibility.one(caller, id));
    }

    /** Requests that the caller may see, the newest first. */
    public List<PromotionRequest> list(Actor actor, OrganizationId organization, Query query) {
        return pipeline.read(actor, organization, caller -> {
            List<PromotionRequest> seen = new ArrayList<>();
            Optional<PromotionId> before = query.before();
            for (int part = 0; part < MOST_PARTS && seen.size() < query.limit(); part++) {
                List<PromotionRequest> some = storage.promotions()
                        .list(organization, query.status(), query.requestedBy(), query.target(), before, query.limit());
                some.stream()
                        .filter(request -> authorization.seesPromotion(caller, request, catalog.demands(request)))
                        .limit(query.limit() - seen.size())
                        .forEach(seen::add);
                if (some.size() < query.limit()) {
                    break;
                }
                before = Optional.of(some.get(some.size() - 1).id());
            }
            return seen;
        });
    }

    /** The decisions on a request, the first one first. */
    public List<Approval> approvals(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.approvals()
                        .list(organization, visibility.one(caller, id).id()));
    }

    /** The calls of the deployer for a request, the first one first. */
    public List<Attempt> attempts(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.attempts()
                        .list(organization, visibility.one(caller, id).id()));
    }

    private Capacities.Prepared prepared(Caller caller, PromotionId id) {
        return capacities.prepare(caller, id).orElseThrow(() -> new NotFoundException("promotion"));
    }
}
