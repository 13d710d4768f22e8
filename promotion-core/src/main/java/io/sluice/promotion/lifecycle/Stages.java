package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Read;
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
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** What became of an approval step when the process came to it. */
    public sealed interface Start {
        /** People are asked. */
        record Asked(HumanTask task) implements Start {}

        /** There is nothing to ask: everything that it could ask for is granted, or it was rejected. */
        record Settled(boolean granted) implements Start {}
    }

    /**
     * Opens the stage that a step of the process names, or, when it names none, the first stage that is not granted yet.
     * Where somebody said no, wherever in the process that was, nobody is asked any more. Nor is anybody when the policy does
     * not know the stage, or when all stages are granted. A step that is open already stays as it is.
     */
    public Start open(LockedPromotion unit, Optional<String> named, String flowRef) {
        PromotionRequest request = unit.request();
        Read<List<HumanTask>> tasks = storage.tasks().openForRead(request.organization(), request.id());
        Read<List<Approval>> decisions = storage.approvals().listRead(request.organization(), request.id());
        Read<Optional<Workspace>> target = storage.workspaces().findRead(request.organization(), request.target());
        storage.ask(List.of(tasks, decisions, target));
        List<HumanTask> open = approvals(tasks.value());
        Optional<HumanTask> already =
                open.stream().filter(task -> task.flowRef().equals(flowRef)).findFirst();
        if (already.isPresent()) {
            return new Start.Asked(already.get());
        }
        List<Approval> approvals = decisions.value();
        if (isRejected(approvals)) {
            return new Start.Settled(false);
        }
        if (isPassedBy(request, catalog.demands(request))) {
            approve(unit);
            return new Start.Settled(true);
        }
        List<Round> rounds = catalog.rounds(request, Catalog.existing(target).policyRevision());
        Optional<Round> next = rounds.stream()
                .filter(round -> named.map(round.name()::equals).orElse(true))
                .filter(round -> !round.tally(approvals).isComplete())
                .findFirst();
        if (next.isEmpty()) {
            approveIfAllGranted(unit, rounds, approvals);
            return new Start.Settled(true);
        }
        boolean news = open.stream().noneMatch(task -> asks(task, next.get()));
        return new Start.Asked(open(unit, next.get(), approvals, named.isPresent(), flowRef, news));
    }

    private List<HumanTask> openApprovals(PromotionRequest request) {
        return approvals(storage.tasks().openFor(request.organization(), request.id()));
    }

    private static List<HumanTask> approvals(List<HumanTask> tasks) {
        return tasks.stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL)
                .toList();
    }

    private static boolean asks(HumanTask task, Round round) {
        return task.stage().equals(Optional.of(round.name()));
    }

    private static boolean isRejected(List<Approval> approvals) {
        return approvals.stream().anyMatch(approval -> approval.decision() == Decision.REJECTED);
    }

    /**
     * Somebody agreed. Every open step whose round has all its approvals by that, asked by one step or by several at a time,
     * goes on to the next round, or is done. Those that go on come first: one that is done may sweep others away.
     */
    public void agreed(LockedPromotion unit, List<Round> rounds, List<HumanTask> open, List<Approval> approvals) {
        PromotionRequest request = unit.request();
        List<HumanTask> through = open.stream()
                .filter(task -> catalog.round(request, task).tally(approvals).isComplete())
                .toList();
        if (through.isEmpty()) {
            return;
        }
        through.forEach(task -> storage.tasks().close(request.organization(), task.id()));
        Optional<Round> next = rounds.stream()
                .filter(round -> !round.tally(approvals).isComplete())
                .findFirst();
        List<HumanTask> going = next.isEmpty()
                ? List.of()
                : through.stream().filter(task -> !task.namedStage()).toList();
        boolean news = open.stream()
                .noneMatch(task -> next.filter(round -> asks(task, round)).isPresent());
        for (HumanTask task : going) {
            HumanTask opened = open(unit, next.orElseThrow(), approvals, false, task.flowRef(), news);
            news = false;
            if (task.isOfFlow()) {
                unit.afterwards(() -> flow.stageOpened(unit.request(), opened));
            }
        }
        approveIfAllGranted(unit, rounds, approvals);
        through.stream()
                .filter(task -> !going.contains(task))
                .filter(HumanTask::isOfFlow)
                .forEach(task -> unit.afterwards(() -> flow.decided(unit.request(), task, true)));
    }

    /** The process took a step away that waits for people: nobody is asked any more. Without effect when it is decided. */
    public void withdraw(LockedPromotion unit, String flowRef) {
        PromotionRequest request = unit.request();
        storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.flowRef().equals(flowRef))
                .forEach(task -> storage.tasks().close(request.organization(), task.id()));
    }

    /** Approvals are passed by: whoever is asked need not answer any more, and the process goes on. */
    void passBy(LockedPromotion unit) {
        PromotionRequest request = unit.request();
        List<HumanTask> open = openApprovals(request);
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
        for (HumanTask task : open) {
            boolean stale = missing.stream().noneMatch(round -> asks(task, round));
            if (!task.isOfFlow() && stale) {
                storage.tasks().close(request.organization(), task.id());
            }
        }
        if (missing.isEmpty() || !onlyBeyond || isRejected(approvals)) {
            return false;
        }
        Round beyond = missing.get(0);
        return open.stream()
                .filter(task -> asks(task, beyond))
                .findFirst()
                .or(() -> Optional.of(open(unit, beyond, approvals, false, HumanTask.OF_CORE + request.id(), true)))
                .flatMap(HumanTask::due)
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    private HumanTask open(
            LockedPromotion unit, Round round, List<Approval> approvals, boolean named, String flowRef, boolean news) {
        PromotionRequest request = unit.request();
        Instant now = clock.instant();
        Instant due = now.plus(catalog.demands(request).policy().approvalDeadline());
        HumanTask task = new HumanTask(
                request.organization(),
                Ids.next(),
                request.id(),
                HumanTask.Kind.APPROVAL,
                Optional.of(round.name()),
                named,
                request.target(),
                now,
                Optional.of(due),
                flowRef);
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
        if (news) {
            messages.to(
                    request,
                    NotificationKind.APPROVAL_REQUESTED,
                    OutboxMessage.Audience.roles(asked.roles(), request.target())
                            .and(asked.persons()),
                    Facts.of(Fact.REQUIRED, asked.tally(approvals).required())
                            .and(Fact.STAGE, round.name())
                            .and(Fact.DEADLINE, due));
        }
        return task;
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
