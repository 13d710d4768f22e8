package io.sluice.promotion;

import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.AutomaticRequests;
import io.sluice.promotion.lifecycle.CheckSteps;
import io.sluice.promotion.lifecycle.DeploymentSteps;
import io.sluice.promotion.lifecycle.HealthReports;
import io.sluice.promotion.lifecycle.NoteSteps;
import io.sluice.promotion.lifecycle.Outcomes;
import io.sluice.promotion.lifecycle.RepairSteps;
import io.sluice.promotion.lifecycle.Shortages;
import io.sluice.promotion.lifecycle.Stages;
import io.sluice.promotion.lifecycle.TargetSteps;
import io.sluice.promotion.lifecycle.TimerSteps;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.Reminded;
import io.sluice.promotion.spi.Deployer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps that a flow sequences. For implementations of {@code PromotionFlow}, not for hosts: whatever calls these has
 * no say in whether a step is allowed; each one judges for itself. Steps that decide join the transaction they are called
 * in; steps that call foreign code must be called outside of one. All are safe to repeat. Thread-safe.
 */
public final class PromotionSteps {
    /** What became of an approval step when the flow came to it. */
    public sealed interface Approving permits Opened, Settled {}

    /** An approval step that ends at once. */
    public enum Settled implements Approving {
        /** Everything that it could ask for is granted, or an emergency passes it by. */
        GRANTED,
        /** Somebody said no, at this step or at another one: that is final. */
        REJECTED
    }

    /**
     * A task that was opened for people.
     *
     * @param task the task
     * @param roles who is asked
     */
    public record Opened(HumanTask task, Set<RoleId> roles) implements Approving {
        /** Copies the roles. */
        public Opened {
            roles = Set.copyOf(roles);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PromotionSteps.class);

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Clock clock;
    private final Shortages shortages;
    private final Stages stages;
    private final RepairSteps repairs;
    private final NoteSteps notes;
    private final TimerSteps timers;
    private final CheckSteps checks;
    private final TargetSteps targets;
    private final DeploymentSteps deployments;
    private final Outcomes outcomes;
    private final AutomaticRequests automatic;
    private final HealthReports health;
    private final ProcessRecords processes;

    PromotionSteps(
            Core core,
            Shortages shortages,
            Stages stages,
            TimerSteps timers,
            CheckSteps checks,
            TargetSteps targets,
            DeploymentSteps deployments,
            Outcomes outcomes,
            AutomaticRequests automatic,
            HealthReports health) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.clock = core.clock();
        this.shortages = shortages;
        this.stages = stages;
        this.repairs = new RepairSteps(core);
        this.notes = new NoteSteps(core);
        this.timers = timers;
        this.checks = checks;
        this.targets = targets;
        this.deployments = deployments;
        this.outcomes = outcomes;
        this.automatic = automatic;
        this.health = health;
        this.processes = new ProcessRecords(core);
    }

    /** The time that counts: the database's. */
    public Instant now() {
        return clock.instant();
    }

    /** What core keeps about process definitions. */
    public ProcessRecords processes() {
        return processes;
    }

    /** Runs every required check without a valid result; {@code report} runs in the transaction that stores the results. */
    public void runChecks(OrganizationId organization, PromotionId id, Consumer<CheckReport> report) {
        checks.run(organization, id, report);
    }

    /**
     * Opens an approval step.
     *
     * @param stage the stage that the step names; empty runs all stages of the policy in order
     * @param flowRef how the flow finds the step again
     * @return the task, or how the step ends at once because nobody is to be asked
     */
    public Approving openApproval(OrganizationId organization, PromotionId id, Optional<String> stage, String flowRef) {
        return pipeline.step(organization, id, "approval", unit -> {
            Stages.Start start = stages.open(unit, stage, flowRef);
            if (start instanceof Stages.Start.Asked asked) {
                return new Opened(asked.task(), rolesOf(unit.request(), asked.task()));
            }
            return ((Stages.Start.Settled) start).granted() ? Settled.GRANTED : Settled.REJECTED;
        });
    }

    /**
     * Asks nobody any more, because the flow has taken a step away that waits for people. Without effect when it is decided
     * or closed already.
     */
    public void withdraw(OrganizationId organization, PromotionId id, String flowRef) {
        pipeline.lateStep(organization, id, "withdrawal", unit -> {
            stages.withdraw(unit, flowRef);
            return unit;
        });
    }

    /** Opens a repair step for whoever operates the target. */
    public Opened openRepair(OrganizationId organization, PromotionId id, String flowRef) {
        return new Opened(repairs.open(organization, id, flowRef), repairs.operators());
    }

    /**
     * Refuses while a task is still open in core: only core completes the steps that people decide.
     *
     * @throws IllegalStateException when somebody completes the step past core
     */
    public void requireClosed(OrganizationId organization, PromotionId id, String flowRef) {
        boolean open = storage.tasks().openFor(organization, id).stream()
                .anyMatch(task -> task.flowRef().equals(flowRef));
        if (open) {
            throw new IllegalStateException("Step " + flowRef + " is completed by a decision only.");
        }
    }

    /**
     * When an approval step of the process is over for good: the open one, or one that is opened now. Behind the deadline
     * that people see, when the policy gives them more time by itself.
     */
    public Instant approvalDeadline(OrganizationId organization, PromotionId id, String step) {
        return timers.approvalDeadline(organization, id, step);
    }

    /** The next two reminders of an approval step of the process; fewer when there are no more before its deadline. */
    public List<Instant> nextReminders(OrganizationId organization, PromotionId id, String step) {
        return timers.nextReminders(organization, id, step);
    }

    /** Tells those whose approval is missing, and whoever is to be told when it stays missing. */
    public void remind(OrganizationId organization, PromotionId id) {
        timers.remind(organization, id);
    }

    /**
     * Reminds in many promotions of an organization, each as {@link #remind(OrganizationId, PromotionId)} does. Call it in
     * the unit of work that moves their timers.
     *
     * @param due the promotions, and the approval step of each that is to be reminded of
     * @return those that were served; one that somebody else works on at this moment, or that needs no reminder any more,
     *     is missing
     */
    public List<Reminded> remind(OrganizationId organization, Map<PromotionId, String> due) {
        return timers.remind(organization, due);
    }

    /**
     * When the deployment may begin: as soon as schedule, soak, change windows and freezes all allow it. While a freeze
     * holds, an hour from now at the latest, because it may be lifted.
     */
    public Instant windowOpens(OrganizationId organization, PromotionId id) {
        return timers.windowOpens(organization, id);
    }

    /** When to ask for the target again after it could not be taken: in a minute, or when the deployment may begin. */
    public Instant nextTry(OrganizationId organization, PromotionId id) {
        return timers.nextTry(organization, id);
    }

    /** When the version has been live in the source for as long as the policy demands; now when it has. */
    public Instant soaked(OrganizationId organization, PromotionId id) {
        return timers.soaked(organization, id);
    }

    /**
     * Does what is due by itself: puts deadlines off as the policy says, and lets waiting promotions follow freezes that
     * were announced or lifted. Call it every few seconds.
     *
     * @return how many promotions were served
     */
    public int keepTime(int limit) {
        return timers.keepTime(limit);
    }

    /** Takes the target; returns what has to pass first when it cannot be taken yet. */
    public Optional<GateDecision.Blocked> reserve(OrganizationId organization, PromotionId id) {
        return targets.reserve(organization, id);
    }

    /** Asks the gate right before the deployment and writes the decision record when it is open. */
    public GateDecision confirm(OrganizationId organization, PromotionId id) {
        return targets.confirm(organization, id);
    }

    /** Calls the deployer; {@code report} runs in the transaction that stores the result. */
    public void perform(
            OrganizationId organization, PromotionId id, Attempt.Step step, Consumer<Deployer.Result> report) {
        deployments.perform(organization, id, step, report);
    }

    /** The promotion that a flow runs for, as it is now. */
    public PromotionRequest request(OrganizationId organization, PromotionId id) {
        return pipeline.promotion(organization, id);
    }

    /**
     * Writes down what a step of the host came to; {@code report} runs in the same transaction.
     *
     * @param step how the process calls it
     * @param error the code of the error it ended with; empty when it is done
     * @param message for people, may be empty
     */
    public void hostStep(
            OrganizationId organization, PromotionId id, String step, String error, String message, Runnable report) {
        pipeline.step(organization, id, "host step", unit -> {
            String event = error.isEmpty() ? "step.done" : "step.failed";
            unit.record(event, Map.of("step", step, "error", error, "message", message));
            unit.afterwards(report);
            return unit;
        });
    }

    /** Tells the requester and whoever is asked something that a process designer wrote. */
    public void note(OrganizationId organization, PromotionId id, String message) {
        notes.send(organization, id, message);
    }

    /**
     * Records how the process ended.
     *
     * @throws IllegalStateException when the facts contradict the outcome
     */
    public void finish(OrganizationId organization, PromotionId id, Outcome outcome) {
        outcomes.finish(organization, id, outcome);
    }

    /**
     * Refuses that a flow stops for a promotion that is still open: nobody would carry it on.
     *
     * @throws IllegalStateException when the promotion has no end yet
     */
    public void requireEnded(OrganizationId organization, PromotionId id) {
        if (pipeline.promotion(organization, id).isOpen()) {
            throw new IllegalStateException("Promotion " + id + " is still open; its process cannot end.");
        }
    }

    /**
     * Runs checks again for promotions that wait because results became too old.
     *
     * @return how many promotions were served
     */
    public int recheck(int limit) {
        List<PromotionRequest> due = storage.promotions().needingRecheck(limit);
        due.forEach(this::recheck);
        return due.size();
    }

    /** A check that breaks sends its promotion to the end of the queue: it must not keep the others waiting. */
    private void recheck(PromotionRequest request) {
        try {
            checks.run(request.organization(), request.id(), report -> {});
        } catch (RuntimeException | Error e) {
            LOG.warn("The checks of promotion {} could not be run again.", request.id(), e);
            storage.promotions().markRecheck(request.organization(), request.id(), Optional.of(clock.instant()));
        }
    }

    /**
     * Looks whether there still are enough people for the policies in force, and tells those who manage them and those who
     * wait; once for each policy that can no longer be met. Call it outside of any transaction, every few minutes.
     *
     * @return how many workspaces were looked at
     */
    public int watchPolicies() {
        return shortages.watch();
    }

    /**
     * Does what Sluice does on its own: asks for promotions whose conditions hold, and for rollbacks of releases that were
     * reported to be unhealthy. Several nodes may call it at the same time, outside of any transaction.
     *
     * @return how many places and reports were looked at; call it again at once when it is the limit
     */
    public int automate(int limit) {
        return health.serve(limit) + automatic.serve(limit);
    }

    private Set<RoleId> rolesOf(PromotionRequest request, HumanTask task) {
        return catalog.round(request, task).roles();
    }
}
