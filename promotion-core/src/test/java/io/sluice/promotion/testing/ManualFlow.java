package io.sluice.promotion.testing;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.SluiceBuilder;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A flow without an engine: it notes what core tells it, and a test takes the steps itself, one by one and in any order.
 * Only what was committed is noted. Thread-safe.
 */
public final class ManualFlow implements PromotionFlow {
    /** What core can tell a flow. */
    public enum Told {
        /** A request was made. */
        STARTED,
        /** An approval step is decided with yes. */
        APPROVED,
        /** An approval step is decided with no. */
        REFUSED,
        /** The next stage of an approval step is open. */
        STAGE_OPENED,
        /** Times that timers depend on have changed. */
        TIMES_CHANGED,
        /** A repair is closed. */
        REPAIRED,
        /** The request was ended by core. */
        STOPPED
    }

    /**
     * One thing that core told.
     *
     * @param told what
     * @param promotion about which request
     * @param task about which task, if about one
     */
    public record Event(Told told, PromotionId promotion, Optional<HumanTask> task) {}

    /** The step of the process that opens approvals. */
    public static final String APPROVE = "approve";

    private final Transactions transactions;
    private final Map<PromotionId, OrganizationId> organizations = new ConcurrentHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile PromotionSteps steps;

    /** A flow that takes part in these units of work. */
    public ManualFlow(Transactions transactions) {
        this.transactions = transactions;
    }

    /** For {@link SluiceBuilder#flow}. */
    public ManualFlow of(Sluice sluice) {
        steps = sluice.steps();
        return this;
    }

    /** The next thing that core tells ends in this exception, as a broken engine would. */
    public void failsNext(RuntimeException exception) {
        failure.set(exception);
    }

    /** What was told and committed, in order. */
    public List<Event> events(PromotionId id) {
        synchronized (events) {
            return events.stream().filter(event -> event.promotion().equals(id)).toList();
        }
    }

    /** What was told and committed, in order. */
    public List<Told> told(PromotionId id) {
        return events(id).stream().map(Event::told).toList();
    }

    /** Step "run checks". */
    public CheckReport runChecks(PromotionId id) {
        AtomicReference<CheckReport> report = new AtomicReference<>();
        steps.runChecks(organization(id), id, report::set);
        return report.get();
    }

    /** Step "approve" for all stages of the policy; nothing when it ends at once. */
    public Optional<PromotionSteps.Opened> openApproval(PromotionId id) {
        return openApproval(id, Optional.empty(), APPROVE) instanceof PromotionSteps.Opened opened
                ? Optional.of(opened)
                : Optional.empty();
    }

    /** An approval step of that name, of which a process can have several at a time. */
    public PromotionSteps.Approving openApproval(PromotionId id, Optional<String> stage, String step) {
        return steps.openApproval(organization(id), id, stage, step + "/" + id);
    }

    /** The flow takes an approval step of that name away. */
    public void withdraw(PromotionId id, String step) {
        steps.withdraw(organization(id), id, step + "/" + id);
    }

    /** Step "reserve target". */
    public Optional<GateDecision.Blocked> reserve(PromotionId id) {
        return steps.reserve(organization(id), id);
    }

    /** Step "confirm still allowed". */
    public GateDecision confirm(PromotionId id) {
        return steps.confirm(organization(id), id);
    }

    /** Step "deploy". */
    public Deployer.Result deploy(PromotionId id) {
        return perform(id, Step.DEPLOY);
    }

    /** Step "verify". */
    public Deployer.Result verify(PromotionId id) {
        return perform(id, Step.VERIFY);
    }

    /** Step "roll back". */
    public Deployer.Result restore(PromotionId id) {
        return perform(id, Step.RESTORE);
    }

    /** Step "repair by hand". */
    public PromotionSteps.Opened openRepair(PromotionId id) {
        return steps.openRepair(organization(id), id, "repair/" + id);
    }

    /** An end event. */
    public void finish(PromotionId id, Outcome outcome) {
        steps.finish(organization(id), id, outcome);
    }

    /** From the reservation to the end, all of it as it should be. */
    public void deployAndFinish(PromotionId id) {
        expect(reserve(id).isEmpty(), "reserve");
        expect(confirm(id).isOpen(), "confirm");
        expect(deploy(id) instanceof Deployer.Result.Done, "deploy");
        expect(verify(id) instanceof Deployer.Result.Done, "verify");
        finish(id, Outcome.PROMOTED);
    }

    @Override
    public boolean canRun(OrganizationId organization, String process) {
        return process.equals("promotion");
    }

    @Override
    public void start(PromotionRequest request) {
        organizations.put(request.id(), request.organization());
        note(Told.STARTED, request, Optional.empty());
    }

    @Override
    public void decided(PromotionRequest request, HumanTask task, boolean approved) {
        note(approved ? Told.APPROVED : Told.REFUSED, request, Optional.of(task));
    }

    @Override
    public void stageOpened(PromotionRequest request, HumanTask task) {
        note(Told.STAGE_OPENED, request, Optional.of(task));
    }

    @Override
    public void timesChanged(PromotionRequest request) {
        note(Told.TIMES_CHANGED, request, Optional.empty());
    }

    @Override
    public void repaired(PromotionRequest request, HumanTask task) {
        note(Told.REPAIRED, request, Optional.of(task));
    }

    @Override
    public void stop(PromotionRequest request) {
        note(Told.STOPPED, request, Optional.empty());
    }

    private Deployer.Result perform(PromotionId id, Step step) {
        AtomicReference<Deployer.Result> result = new AtomicReference<>();
        steps.perform(organization(id), id, step, result::set);
        return result.get();
    }

    private OrganizationId organization(PromotionId id) {
        OrganizationId organization = organizations.get(id);
        if (organization == null) {
            throw new IllegalArgumentException("Promotion " + id + " was not started here.");
        }
        return organization;
    }

    private void note(Told told, PromotionRequest request, Optional<HumanTask> task) {
        RuntimeException thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
        if (!transactions.active()) {
            throw new AssertionError("The flow is told outside of the deciding transaction.");
        }
        Event event = new Event(told, request.id(), task);
        transactions.register(new Transactions.Callback() {
            @Override
            public void afterCommit() {
                synchronized (events) {
                    events.add(event);
                }
            }
        });
    }

    private static void expect(boolean fulfilled, String step) {
        if (!fulfilled) {
            throw new AssertionError("Step " + step + " did not go well.");
        }
    }
}
