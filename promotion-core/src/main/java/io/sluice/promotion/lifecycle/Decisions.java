package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
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
    private record Choice(HumanTask task, ApprovalStage stage, Set<RoleId> roles) {}

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Stages stages;
    private final Targets targets;
    private final Deadlines deadlines;
    private final Messages messages;
    private final RequestQueue queue;
    private final PromotionFlow flow;
    private final Clock clock;

    public Decisions(Core core, Stages stages, Targets targets, Deadlines deadlines, RequestQueue queue) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.stages = stages;
        this.targets = targets;
        this.queue = queue;
        this.deadlines = deadlines;
        this.messages = core.messages();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    public void approve(Caller caller, LockedPromotion unit, String subjectHash, String comment) {
        PromotionRequest request = unit.request();
        Demands demands = catalog.demands(request);
        authorization.require(caller, Operation.APPROVE, request, demands);
        requireUndecided(request);
        requireSubject(request, subjectHash);
        requireHuman(caller);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        Choice choice = choose(caller, request, demands, approvals, deadlines.settled(unit, demands));
        Approval approval =
                approval(caller, request, choice.stage().name(), Decision.APPROVED, comment, choice.roles());
        storage.approvals().insert(approval);
        List<Approval> all = new ArrayList<>(approvals);
        all.add(approval);
        Tally tally = tally(choice.stage(), all);
        unit.record(
                "approval.given",
                Map.of(
                        "stage",
                        choice.stage().name(),
                        "roles",
                        choice.roles().stream().map(RoleId::value).sorted().toList(),
                        "comment",
                        comment,
                        "given",
                        (long) tally.given(),
                        "required",
                        (long) tally.required()));
        messages.toPerson(
                request,
                NotificationKind.DECISION,
                request.requestedBy(),
                Facts.of(Fact.WHO, caller.person())
                        .and(Fact.DECISION, Decision.APPROVED)
                        .and(Fact.STAGE, choice.stage().name())
                        .and(Fact.GIVEN, tally.given())
                        .and(Fact.REQUIRED, tally.required())
                        .and(Fact.COMMENT, comment));
        if (tally.isComplete()) {
            stages.completed(unit, demands, choice.task(), all);
        }
    }

    public void reject(Caller caller, LockedPromotion unit, String subjectHash, String reason) {
        PromotionRequest request = unit.request();
        Demands demands = catalog.demands(request);
        authorization.require(caller, Operation.REJECT, request, demands);
        requireStoppable(request);
        requireSubject(request, subjectHash);
        requireHuman(caller);
        List<HumanTask> open = approvalTasks(request);
        Set<RoleId> roles = new HashSet<>(caller.member().rolesIn(request.target()));
        roles.retainAll(askedRoles(demands));
        String stage = open.stream()
                .findFirst()
                .flatMap(HumanTask::stage)
                .orElse(authorization.allows(caller, Permission.VETO, request.target()) ? "veto" : ApprovalStage.ONLY);
        storage.approvals().insert(approval(caller, request, stage, Decision.REJECTED, reason, roles));
        unit.record("approval.refused", Map.of("stage", stage, "reason", reason));
        messages.toPerson(
                request,
                NotificationKind.DECISION,
                request.requestedBy(),
                Facts.of(Fact.WHO, caller.person())
                        .and(Fact.DECISION, Decision.REJECTED)
                        .and(Fact.COMMENT, reason));
        if (open.isEmpty()) {
            endByCore(unit, PromotionStatus.REJECTED, reason, Optional.of(caller.person()));
            return;
        }
        unit.enter(PromotionPhase.AWAITING_APPROVAL, reason);
        storage.tasks().closeAll(request.organization(), request.id());
        open.forEach(task -> unit.afterwards(() -> flow.decided(request, task, false)));
    }

    public void cancel(Caller caller, LockedPromotion unit, String reason) {
        PromotionRequest request = unit.request();
        authorization.require(caller, Operation.CANCEL, request, catalog.demands(request));
        requireStoppable(request);
        endByCore(unit, PromotionStatus.CANCELLED, reason, Optional.of(caller.person()));
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

    /** Who said yes in a stage, counted with the roles they held when they did. */
    public static Tally tally(ApprovalStage stage, List<Approval> approvals) {
        Map<PersonId, Set<RoleId>> voters = new HashMap<>();
        approvals.stream()
                .filter(approval -> approval.decision() == Decision.APPROVED)
                .filter(approval -> approval.stage().equals(stage.name()))
                .forEach(approval -> voters.put(approval.person(), Eligibility.standing(stage, approval.roles())));
        return Tally.of(stage, voters);
    }

    private Choice choose(
            Caller caller, PromotionRequest request, Demands demands, List<Approval> approvals, List<HumanTask> open) {
        if (open.isEmpty()) {
            throw new ConflictException("approval.notOpen", "Nobody is asked for an approval at this moment.");
        }
        Eligibility.@Nullable MayNot refusal = null;
        for (HumanTask task : open) {
            ApprovalStage stage =
                    demands.stage(task.stage().orElse(ApprovalStage.ONLY)).orElseThrow();
            Eligibility eligibility = Eligibility.of(
                    caller.member(), request, task, stage, catalog.authors(request), approvals, clock.instant());
            if (eligibility instanceof Eligibility.May may) {
                return new Choice(task, stage, may.roles());
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

    private static Set<RoleId> askedRoles(Demands demands) {
        Set<RoleId> roles = new HashSet<>();
        demands.stages().forEach(stage -> roles.addAll(stage.roles()));
        return roles;
    }

    private Approval approval(
            Caller caller, PromotionRequest request, String stage, Decision decision, String words, Set<RoleId> roles) {
        return new Approval(
                request.organization(),
                request.id(),
                stage,
                caller.person(),
                decision,
                words,
                roles,
                request.subjectHash(),
                clock.instant());
    }

    private static void requireUndecided(PromotionRequest request) {
        if (request.status() != PromotionStatus.PENDING) {
            throw new ConflictException(
                    "promotion.alreadyDecided", "This promotion is decided already: " + request.status() + ".");
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
