package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.PromotionSteps.Approving;
import io.sluice.promotion.PromotionSteps.Opened;
import io.sluice.promotion.PromotionSteps.Settled;
import io.sluice.promotion.bpmn.engine.MarkedElements;
import io.sluice.promotion.bpmn.engine.WayRecorder;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Outcome;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;

/** What the library does at the elements that process designers mark: steps that wait for people, and ends. */
public final class MarkedSteps implements MarkedElements {
    private static final String STEP = "promotion.step";
    private static final String STAGE = "promotion.stage";
    private static final String OUTCOME = "promotion.outcome";

    private final PromotionSteps steps;
    private final Runnable onWorkOutside;

    /**
     * Listeners for one engine.
     *
     * @param onWorkOutside called in the unit of work that makes work for outside
     */
    public MarkedSteps(PromotionSteps steps, Runnable onWorkOutside) {
        this.steps = steps;
        this.onWorkOutside = onWorkOutside;
    }

    @Override
    public Optional<TaskListener> onTask(Map<String, String> properties) {
        return Optional.ofNullable(properties.get(STEP)).map(step -> switch (step) {
            case "approval" ->
                listener(task -> openApproval(
                        task, Optional.ofNullable(properties.get(STAGE)).filter(stage -> !stage.isBlank())));
            case "repair" -> listener(this::openRepair);
            default -> throw unknown(STEP, step);
        });
    }

    @Override
    public Optional<ExecutionListener> atEnd(Map<String, String> properties) {
        return Optional.ofNullable(properties.get(OUTCOME))
                .map(MarkedSteps::outcome)
                .map(outcome -> execution -> {
                    PromotionKey key = PromotionKey.of(execution);
                    steps.finish(key.organization(), key.promotion(), outcome);
                });
    }

    @Override
    public Optional<ExecutionListener> atProcessEnd() {
        return Optional.of(execution -> {
            PromotionKey key = PromotionKey.of(execution);
            steps.requireEnded(key.organization(), key.promotion());
        });
    }

    @Override
    public Optional<WayRecorder> alongTheWay() {
        return Optional.of(instance -> {
            PromotionKey key = PromotionKey.of(instance);
            return way -> steps.processes()
                    .trace(key.organization(), key.promotion(), way.process(), way.version(), way.own(), way.steps());
        });
    }

    @Override
    public Optional<ExecutionListener> atExternalTask() {
        return Optional.of(execution -> onWorkOutside.run());
    }

    private static Outcome outcome(String name) {
        return Stream.of(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(OUTCOME, name));
    }

    private static InvalidInputException unknown(String property, String value) {
        return new InvalidInputException(
                property,
                "bpmn.unknownValue",
                "The property " + property + " cannot be " + value.substring(0, Math.min(value.length(), 100)) + ".");
    }

    private TaskListener listener(TaskListener onCreate) {
        return task -> {
            switch (task.getEventName()) {
                case TaskListener.EVENTNAME_CREATE -> onCreate.notify(task);
                case TaskListener.EVENTNAME_COMPLETE -> requireDecided(task);
                case TaskListener.EVENTNAME_DELETE -> withdraw(task);
                default -> {
                    // Nothing that core has to know.
                }
            }
        };
    }

    private void openApproval(DelegateTask task, Optional<String> stage) {
        PromotionKey key = PromotionKey.of(task);
        Approving approving = steps.openApproval(key.organization(), key.promotion(), stage, flowRef(task));
        if (approving instanceof Opened opened) {
            show(task, opened);
        } else {
            task.setVariable(PromotionKey.APPROVAL_OUTCOME, approving == Settled.GRANTED ? "APPROVED" : "REJECTED");
            task.complete();
        }
    }

    private void openRepair(DelegateTask task) {
        PromotionKey key = PromotionKey.of(task);
        show(task, steps.openRepair(key.organization(), key.promotion(), flowRef(task)));
    }

    /** A boundary event, or the end of what surrounds the step, took it away. */
    private void withdraw(DelegateTask task) {
        PromotionKey key = PromotionKey.of(task);
        steps.withdraw(key.organization(), key.promotion(), flowRef(task));
    }

    private void requireDecided(DelegateTask task) {
        PromotionKey key = PromotionKey.of(task);
        steps.requireClosed(key.organization(), key.promotion(), flowRef(task));
    }

    /** Who is asked stands in core's queue; the engine's own lists would be read and deleted row by row. */
    private static void show(DelegateTask task, Opened opened) {
        opened.task().due().map(Date::from).ifPresent(task::setDueDate);
    }

    private static String flowRef(DelegateTask task) {
        return task.getTaskDefinitionKey() + "/" + task.getId();
    }
}
