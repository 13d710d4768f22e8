package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.request.Approval;
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
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        Optional<ApprovalStage> next = demands.stages().stream()
                .filter(stage -> named.map(stage.name()::equals).orElse(true))
                .filter(stage -> !Decisions.tally(stage, approvals).isComplete())
                .findFirst();
        if (next.isEmpty()) {
            approveIfAllGranted(unit, demands, approvals);
            return Optional.empty();
        }
        return Optional.of(open(unit, demands, next.get(), named.isPresent(), flowRef));
    }

    /** A stage has all its approvals: the step goes on to its next stage, or is done. */
    public void completed(LockedPromotion unit, Demands demands, HumanTask task, List<Approval> approvals) {
        PromotionRequest request = unit.request();
        storage.tasks().close(request.organization(), task.id());
        Optional<ApprovalStage> next = task.namedStage()
                ? Optional.empty()
                : demands.stages().stream()
                        .filter(stage -> !Decisions.tally(stage, approvals).isComplete())
                        .findFirst();
        if (next.isPresent()) {
            HumanTask opened = open(unit, demands, next.get(), false, task.flowRef());
            unit.afterwards(() -> flow.stageOpened(unit.request(), opened));
            return;
        }
        approveIfAllGranted(unit, demands, approvals);
        unit.afterwards(() -> flow.decided(unit.request(), task, true));
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

    private HumanTask open(LockedPromotion unit, Demands demands, ApprovalStage stage, boolean named, String flowRef) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        Instant due = now.plus(demands.policy().approvalDeadline());
        HumanTask task = task(
                request, HumanTask.Kind.APPROVAL, Optional.of(stage.name()), named, now, Optional.of(due), flowRef);
        storage.tasks()
                .open(
                        task,
                        stage.roles(),
                        Deadlines.settlesAt(due, 0, demands.policy().onDeadline()));
        unit.enter(PromotionPhase.AWAITING_APPROVAL, "");
        unit.record("stage.opened", Map.of("stage", stage.name(), "due", due.toString()));
        messages.toRoles(
                request,
                NotificationKind.APPROVAL_REQUESTED,
                stage.roles(),
                Facts.of(Fact.REQUIRED, stage.required())
                        .and(Fact.STAGE, stage.name())
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

    private void approveIfAllGranted(LockedPromotion unit, Demands demands, List<Approval> approvals) {
        boolean granted = demands.stages().stream()
                .allMatch(stage -> Decisions.tally(stage, approvals).isComplete());
        if (granted) {
            approve(unit);
        }
    }

    private void approve(LockedPromotion unit) {
        if (unit.request().status() != PromotionStatus.PENDING) {
            return;
        }
        waits.approved(unit);
    }
}
