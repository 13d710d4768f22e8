package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.PromotionFlow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens approval stages, moves from one to the next, and notices when all are granted. */
public final class Stages {
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final Waits waits;
    private final PromotionFlow flow;
    private final Clock clock;

    public Stages(Core core, Waits waits) {
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.waits = waits;
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /**
     * Opens the stage that a step of the process names, or, when it names none, the first stage that is not granted yet.
     * Returns nothing when there is nothing to ask: the policy does not know the stage, or all stages are granted. A step
     * that is open already stays as it is.
     */
    public Optional<HumanTask> open(LockedPromotion unit, Optional<String> named, String flowRef) {
        PromotionRequest request = unit.request();
        Optional<HumanTask> already = storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.flowRef().equals(flowRef))
                .findFirst();
        if (already.isPresent()) {
            return already;
        }
        Demands demands = catalog.demands(request);
        if (isPassedBy(request, demands)) {
            approve(unit);
            return Optional.empty();
        }
        List<Round> rounds = rounds(request);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        Optional<Round> next = rounds.stream()
                .filter(round -> named.map(round.name()::equals).orElse(true))
                .filter(round -> !round.tally(approvals).isComplete())
                .findFirst();
        if (next.isEmpty()) {
            approveIfAllGranted(unit, rounds, approvals);
            return Optional.empty();
        }
        return Optional.of(open(unit, next.get(), approvals, named.isPresent(), flowRef));
    }

    private List<Round> rounds(PromotionRequest request) {
        int inForce =
                catalog.workspace(request.organization(), request.target()).policyRevision();
        return catalog.rounds(request, inForce);
    }

    /** A round has all its approvals: the step goes on to its next one, or is done. */
    public void completed(LockedPromotion unit, List<Round> rounds, HumanTask task, List<Approval> approvals) {
        PromotionRequest request = unit.request();
        storage.tasks().close(request.organization(), task.id());
        Optional<Round> next = task.namedStage()
                ? Optional.empty()
                : rounds.stream()
                        .filter(round -> !round.tally(approvals).isComplete())
                        .findFirst();
        if (next.isPresent()) {
            HumanTask opened = open(unit, next.get(), approvals, false, task.flowRef());
            if (task.isOfFlow()) {
                unit.afterwards(() -> flow.stageOpened(unit.request(), opened));
            }
            return;
        }
        approveIfAllGranted(unit, rounds, approvals);
        if (task.isOfFlow()) {
            unit.afterwards(() -> flow.decided(unit.request(), task, true));
        }
    }

    /** Approvals are passed by: whoever is asked need not answer any more, and the process goes on. */
    void passBy(LockedPromotion unit) {
        PromotionRequest request = unit.request();
        List<HumanTask> open = storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL)
                .toList();
        if (open.isEmpty()) {
            return; // Nobody is asked yet; the step that would ask finds the emergency.
        }
        open.forEach(task -> storage.tasks().close(request.organization(), task.id()));
        approve(unit);
        open.forEach(task -> unit.afterwards(() -> flow.decided(unit.request(), task, true)));
    }

    private boolean isPassedBy(PromotionRequest request, Demands demands) {
        return demands.policy().breakGlass().isPresent()
                && storage.bypasses().ofPromotion(request.organization(), request.id()).stream()
                        .anyMatch(bypass -> bypass.passes(request, clock.instant()));
    }

    /**
     * Asks for what the policy in force demands beyond the one that the request was made under, when its process is past
     * the step that asks people: nobody who agreed is asked again, only whom the new rules miss.
     *
     * @return whether people are asked and have time left
     */
    public boolean askAgain(LockedPromotion unit, int inForce) {
        PromotionRequest request = unit.request();
        if (inForce == request.policyRevision() || isPassedBy(request, catalog.demands(request))) {
            return false;
        }
        List<Round> rounds = catalog.rounds(request, inForce);
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        List<Round> missing = rounds.stream()
                .filter(round -> !round.tally(approvals).isComplete())
                .toList();
        boolean onlyBeyond = missing.stream()
                .allMatch(round -> Round.revisionOf(round.name()).isPresent());
        List<HumanTask> open = storage.tasks().openFor(request.organization(), request.id());
        boolean refused = approvals.stream().anyMatch(approval -> approval.decision() == Decision.REJECTED);
        for (HumanTask task : open) {
            boolean stale = missing.stream().noneMatch(round -> task.stage().equals(Optional.of(round.name())));
            if (!task.isOfFlow() && stale) {
                storage.tasks().close(request.organization(), task.id());
            }
        }
        if (missing.isEmpty() || !onlyBeyond || refused) {
            return false;
        }
        Round beyond = missing.get(0);
        return open.stream()
                .filter(task -> task.stage().equals(Optional.of(beyond.name())))
                .findFirst()
                .or(() -> Optional.of(open(unit, beyond, approvals, false, HumanTask.OF_CORE + request.id())))
                .flatMap(HumanTask::due)
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    private HumanTask open(LockedPromotion unit, Round round, List<Approval> approvals, boolean named, String flowRef) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        Instant due = now.plus(catalog.demands(request).policy().approvalDeadline());
        HumanTask task = task(
                request, HumanTask.Kind.APPROVAL, Optional.of(round.name()), named, now, Optional.of(due), flowRef);
        boolean beyond = Round.revisionOf(round.name()).isPresent();
        Round asked = beyond ? round.only(round.missing(approvals)) : round;
        storage.tasks()
                .open(
                        task,
                        asked.roles(),
                        asked.persons(),
                        Deadlines.settlesAt(
                                due, 0, catalog.demands(request).policy().onDeadline()));
        unit.enter(PromotionPhase.AWAITING_APPROVAL, "");
        unit.record("stage.opened", Map.of("stage", round.name(), "due", due.toString()));
        Tally tally = asked.tally(approvals);
        messages.to(
                request,
                NotificationKind.APPROVAL_REQUESTED,
                OutboxMessage.Audience.roles(asked.roles(), request.target()).and(asked.persons()),
                Facts.of(Fact.REQUIRED, tally.required())
                        .and(Fact.STAGE, round.name())
                        .and(Fact.DEADLINE, due));
        return task;
    }

    /** Opens a task for people to bring a target back into a known state. */
    public HumanTask openRepair(LockedPromotion unit, Set<RoleId> operators, String flowRef) {
        PromotionRequest request = unit.request();
        HumanTask task = task(
                request, HumanTask.Kind.REPAIR, Optional.empty(), false, clock.instant(), Optional.empty(), flowRef);
        storage.tasks().open(task, operators);
        unit.enter(PromotionPhase.REPAIRING, request.isUnit() ? standing(request) : request.detail());
        unit.record("repair.opened", Map.of());
        messages.toRoles(
                request,
                NotificationKind.REPAIR_NEEDED,
                operators,
                Facts.none().and(Fact.DETAIL, unit.request().detail()));
        return task;
    }

    /** What our record says of each item, for whoever must sort it out. */
    private String standing(PromotionRequest request) {
        String live = request.items().stream()
                .map(item -> item.artifact() + " "
                        + storage.releases()
                                .current(request.organization(), request.target(), item.artifact())
                                .map(release -> release.version().value())
                                .orElse("nothing"))
                .collect(Collectors.joining(", "));
        return request.detail() + " Live by our record: " + live + ".";
    }

    private static HumanTask task(
            PromotionRequest request,
            HumanTask.Kind kind,
            Optional<String> stage,
            boolean named,
            Instant openedAt,
            Optional<Instant> due,
            String flowRef) {
        return new HumanTask(
                request.organization(),
                Ids.next(),
                request.id(),
                kind,
                stage,
                named,
                request.target(),
                openedAt,
                due,
                flowRef);
    }

    private void approveIfAllGranted(LockedPromotion unit, List<Round> rounds, List<Approval> approvals) {
        if (rounds.stream().allMatch(round -> round.tally(approvals).isComplete())) {
            approve(unit);
        }
    }

    private void approve(LockedPromotion unit) {
        boolean askedAgain = unit.request().status() == PromotionStatus.APPROVED
                && unit.request().phase() == PromotionPhase.AWAITING_APPROVAL;
        if (unit.request().status() != PromotionStatus.PENDING && !askedAgain) {
            return;
        }
        waits.approved(unit);
    }
}
