package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Asked;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Capacities;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.gate.Capacity;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Presence;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.PromotionFlow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people decide about one promotion whose row is locked. */
public final class Decisions {
    /**
     * What somebody says, and what was found out about them before.
     *
     * @param subjectHash of what they saw
     * @param words their comment or reason
     * @param prepared as whom they can decide
     * @param absent whom they explicitly stand in for; empty means themself, or else whomever they may
     */
    public record Ballot(String subjectHash, String words, Capacities.Prepared prepared, Optional<PersonId> absent) {}

    private record Choice(HumanTask task, Round round, Eligibility.May may) {}

    private final Authorization authorization;
    private final Visibility visibility;
    private final Catalog catalog;
    private final Storage storage;
    private final Capacities capacities;
    private final Stages stages;
    private final Targets targets;
    private final Deadlines deadlines;
    private final Messages messages;
    private final RequestQueue queue;
    private final PromotionFlow flow;
    private final Clock clock;

    public Decisions(Core core, Stages stages, Targets targets, Deadlines deadlines, RequestQueue queue) {
        this.authorization = core.authorization();
        this.visibility = new Visibility(core);
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.capacities = core.capacities();
        this.stages = stages;
        this.targets = targets;
        this.queue = queue;
        this.deadlines = deadlines;
        this.messages = core.messages();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /** What every decision looks at, to be asked together with the lock. */
    public Asked questions(OrganizationId organization, PromotionId id) {
        List<Read<?>> reads = List.of(
                storage.approvals().listRead(organization, id), storage.tasks().openForRead(organization, id));
        return () -> reads;
    }

    public void approve(Caller caller, LockedPromotion unit, Ballot ballot) {
        PromotionRequest request = unit.request();
        requireApprover(caller, request, ballot);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        List<HumanTask> open = deadlines.settled(unit, catalog.demands(request));
        Choice choice = choose(request, ballot, approvals, open);
        Approval approval = approval(caller, request, choice, ballot);
        storage.approvals().insertFirst(approval);
        List<Approval> all = new ArrayList<>(approvals);
        all.add(approval);
        Tally tally = choice.round().tally(all);
        Map<String, Object> event = new HashMap<>(Map.of(
                "stage",
                choice.round().name(),
                "roles",
                choice.may().roles().stream().map(RoleId::value).sorted().toList(),
                "comment",
                ballot.words(),
                "given",
                (long) tally.given(),
                "required",
                (long) tally.required()));
        approval.onBehalfOf().ifPresent(absent -> event.put("onBehalfOf", absent.value()));
        if (caller.person().equals(request.requestedBy())) {
            event.put("selfApproval", true);
        }
        unit.record("approval.given", event);
        tell(caller, request, choice, tally, approval, ballot.words());
        stages.agreed(unit, catalog.rounds(request, ballot.prepared().inForce()), open, all);
    }

    private void requireApprover(Caller caller, PromotionRequest request, Ballot ballot) {
        visibility.require(caller, request, ballot.prepared());
        requireOpen(request);
        requireSubject(request, ballot.subjectHash());
        requireHuman(caller);
    }

    /** Refuses what {@link #approve} would refuse, and says as whom they may. */
    Eligibility.May requireApproval(Caller caller, PromotionRequest request, Ballot ballot) {
        requireApprover(caller, request, ballot);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        List<HumanTask> open = deadlines.asSettled(request, catalog.demands(request));
        return choose(request, ballot, approvals, open).may();
    }

    private void tell(
            Caller caller, PromotionRequest request, Choice choice, Tally tally, Approval approval, String comment) {
        Set<PersonId> told = new HashSet<>(Set.of(request.requestedBy()));
        approval.onBehalfOf().ifPresent(told::add);
        messages.to(
                request,
                NotificationKind.DECISION,
                OutboxMessage.Audience.persons(told),
                Facts.of(Fact.WHO, caller.person())
                        .and(Fact.DECISION, Decision.APPROVED)
                        .and(Fact.FROM, approval.onBehalfOf())
                        .and(Fact.STAGE, choice.round().name())
                        .and(Fact.GIVEN, tally.given())
                        .and(Fact.REQUIRED, tally.required())
                        .and(Fact.COMMENT, comment));
    }

    public void reject(Caller caller, LockedPromotion unit, Ballot ballot) {
        PromotionRequest request = unit.request();
        requireRejecter(caller, request, ballot);
        String reason = ballot.words();
        List<HumanTask> open = approvalTasks(request);
        String stage = open.stream()
                .findFirst()
                .flatMap(HumanTask::stage)
                .orElse(authorization.allows(caller, Permission.VETO, request.target()) ? "veto" : ApprovalStage.ONLY);
        insertRejection(new Approval(
                request.organization(),
                request.id(),
                stage,
                caller.person(),
                Decision.REJECTED,
                reason,
                caller.member().rolesIn(request.target()),
                request.subjectHash(),
                clock.instant()));
        unit.record("approval.refused", Map.of("stage", stage, "reason", reason));
        messages.toPerson(
                request,
                NotificationKind.DECISION,
                request.requestedBy(),
                Facts.of(Fact.WHO, caller.person())
                        .and(Fact.DECISION, Decision.REJECTED)
                        .and(Fact.COMMENT, reason));
        if (open.stream().noneMatch(HumanTask::isOfFlow)) {
            endByCore(unit, PromotionStatus.REJECTED, reason, Optional.of(caller.person()));
            return;
        }
        unit.enter(PromotionPhase.AWAITING_APPROVAL, reason);
        storage.tasks().closeAll(request.organization(), request.id());
        open.stream()
                .filter(HumanTask::isOfFlow)
                .forEach(task -> unit.afterwards(() -> flow.decided(request, task, false)));
    }

    /** The key of the row finds out whether the person said no before, which spares a query. */
    private void insertRejection(Approval rejection) {
        try {
            storage.approvals().insert(rejection);
        } catch (ConflictException taken) {
            throw taken.code().equals("object.exists") ? rejectedAlready() : taken;
        }
    }

    /** Refuses what {@link #reject} would refuse. */
    void requireRejection(Caller caller, PromotionRequest request, Ballot ballot) {
        requireRejecter(caller, request, ballot);
        storage.approvals().list(request.organization(), request.id()).stream()
                .filter(approval -> approval.decision() == Decision.REJECTED)
                .filter(approval -> approval.person().equals(caller.person()))
                .findFirst()
                .ifPresent(approval -> {
                    throw rejectedAlready();
                });
    }

    private static ConflictException rejectedAlready() {
        return new ConflictException("approval.alreadyDecided", "You said no already.");
    }

    private void requireRejecter(Caller caller, PromotionRequest request, Ballot ballot) {
        visibility.require(caller, request, ballot.prepared());
        if (!capacities.asks(ballot.prepared())) {
            authorization.require(caller, Operation.REJECT, request, catalog.demands(request));
        }
        requireStoppable(request);
        requireSubject(request, ballot.subjectHash());
        requireHuman(caller);
    }

    public void cancel(Caller caller, LockedPromotion unit, String reason) {
        requireCancellation(caller, unit.request());
        endByCore(unit, PromotionStatus.CANCELLED, reason, Optional.of(caller.person()));
    }

    /** Refuses what {@link #cancel} would refuse. */
    void requireCancellation(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.CANCEL, request, catalog.demands(request));
        requireStoppable(request);
    }

    /** Ends a request from outside its process, which then stops. */
    public void endByCore(LockedPromotion unit, PromotionStatus end, String why, Optional<PersonId> by) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        targets.release(request);
        storage.tasks().closeAll(request.organization(), request.id());
        unit.end(end, why, now, by);
        unit.record("promotion.ended", Map.of("status", end.name(), "detail", why));
        Facts facts = Facts.of(Fact.OUTCOME, end).and(Fact.WHO, by).and(Fact.DETAIL, why);
        messages.toPerson(request, NotificationKind.OUTCOME, request.requestedBy(), facts);
        if (request.isInLine()) {
            if (request.isUnit()) {
                unit.afterwards(
                        () -> queue.advance(request)); // It may have been first in line where nothing is in flight.
            }
            return; // Nothing runs for it.
        }
        unit.afterwards(() -> flow.stop(request));
        if (end != PromotionStatus.SUPERSEDED) {
            unit.afterwards(() -> queue.advance(request)); // Else its place is taken by what superseded it.
        }
    }

    private Choice choose(PromotionRequest request, Ballot ballot, List<Approval> approvals, List<HumanTask> open) {
        if (open.isEmpty()) {
            requireUndecided(request);
            throw new ConflictException("approval.notOpen", "Nobody is asked for an approval at this moment.");
        }
        Capacity capacity = ballot.prepared().capacity();
        Eligibility.@Nullable MayNot refusal = null;
        for (HumanTask task : open) {
            Round round = catalog.round(request, task);
            Eligibility.Matter matter =
                    new Eligibility.Matter(request, task, round, catalog.authors(request), approvals, clock.instant());
            Eligibility eligibility = ballot.absent()
                    .map(absent -> Eligibility.onBehalfOf(absent, capacity, matter))
                    .orElseGet(() -> Eligibility.of(capacity, matter));
            if (eligibility instanceof Eligibility.May may) {
                return new Choice(task, round, may);
            }
            refusal = (Eligibility.MayNot) eligibility;
        }
        throw refused(refusal);
    }

    private static RuntimeException refused(Eligibility.@Nullable MayNot refusal) {
        if (refusal == null) {
            return new IllegalStateException("Every open task was judged.");
        }
        return refusal.code().equals("approval.alreadyDecided")
                ? new ConflictException(refusal.code(), refusal.message())
                : new ForbiddenException(refusal.code(), refusal.message());
    }

    private List<HumanTask> approvalTasks(PromotionRequest request) {
        return storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL)
                .toList();
    }

    private Approval approval(Caller caller, PromotionRequest request, Choice choice, Ballot ballot) {
        Capacity capacity = ballot.prepared().capacity();
        Optional<Capacity.Deputy> deputy =
                choice.may().onBehalfOf().map(absent -> deputy(request, capacity, absent, choice));
        Presence counted = deputy.map(Capacity.Deputy::absent).orElse(capacity.self());
        boolean looksBack = Capacities.looksBack(choice.round());
        Set<RoleId> roles = new HashSet<>(counted.roles());
        if (looksBack) {
            roles.retainAll(counted.rolesAtRequest().orElse(Set.of()));
        }
        return new Approval(
                request.organization(),
                request.id(),
                choice.round().name(),
                caller.person(),
                Decision.APPROVED,
                ballot.words(),
                roles,
                request.subjectHash(),
                clock.instant(),
                choice.may().onBehalfOf(),
                deputy.map(Capacity.Deputy::asNamed).orElse(true));
    }

    /** The delegation that lets them; it must still hold now that its row is locked. */
    private Capacity.Deputy deputy(PromotionRequest request, Capacity capacity, PersonId absent, Choice choice) {
        return capacity.deputies().stream()
                .filter(deputy -> deputy.absent().person().equals(absent))
                .filter(deputy ->
                        deputy.absent().roles().containsAll(choice.may().roles()))
                .filter(deputy -> storage.delegations()
                        .lock(request.organization(), deputy.delegation().id())
                        .filter(delegation -> delegation.holdsAt(clock.instant()))
                        .isPresent())
                .findFirst()
                .orElseThrow(() ->
                        new ForbiddenException("approval.notDelegated", "The delegation was ended at this moment."));
    }

    private static void requireUndecided(PromotionRequest request) {
        if (request.status() != PromotionStatus.PENDING) {
            throw new ConflictException(
                    "promotion.alreadyDecided", "This promotion is decided already: " + request.status() + ".");
        }
    }

    private static void requireOpen(PromotionRequest request) {
        if (!request.isOpen()) {
            requireUndecided(request);
        }
    }

    /** Until the deployer is at work a person can stop a promotion. */
    static void requireStoppable(PromotionRequest request) {
        if (!request.isOpen()) {
            throw new ConflictException(
                    "promotion.alreadyDecided", "This promotion has ended already: " + request.status() + ".");
        }
        boolean atWork = switch (request.phase()) {
            case DEPLOYING, VERIFYING, ROLLING_BACK, RECONCILING, REPAIRING -> true;
            default -> false;
        };
        if (atWork) {
            String instead = request.kind() == PromotionKind.PROMOTION ? " Roll it back once it is live." : "";
            throw new ConflictException("promotion.deploying", "The deployer is at work already." + instead);
        }
    }

    static void requireSubject(PromotionRequest request, String subjectHash) {
        if (!request.subjectHash().equals(subjectHash)) {
            throw new ConflictException(
                    "approval.subjectChanged", "What you decided about is not what is asked now. Look at it again.");
        }
    }

    static void requireHuman(Caller caller) {
        if (!caller.isHuman()) {
            throw new ForbiddenException("approver.notHuman", "Only a person can decide, not a service account.");
        }
    }
}
