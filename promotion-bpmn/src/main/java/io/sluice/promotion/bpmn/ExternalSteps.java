package io.sluice.promotion.bpmn;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.spi.Deployer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

/**
 * The steps whose work is done outside of any transaction. Each calls core, which calls the host, and reports the result
 * to the engine in the transaction in which core stores it.
 */
final class ExternalSteps {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final PromotionSteps steps;
    private final ExternalTaskService tasks;
    private final HostSteps host;

    ExternalSteps(PromotionSteps steps, ExternalTaskService tasks, HostSteps host) {
        this.steps = steps;
        this.tasks = tasks;
        this.host = host;
    }

    /** The topics of the library. */
    static Set<String> topics() {
        return Set.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback");
    }

    /** The topics of the host. */
    Set<String> hostTopics() {
        return host.topics();
    }

    void perform(LockedExternalTask task) {
        switch (task.getTopicName()) {
            case "promotion.checks" -> check(task);
            case "promotion.deploy" -> deploy(task, Step.DEPLOY, "DEPLOY_FAILED");
            case "promotion.verify" -> deploy(task, Step.VERIFY, "VERIFY_FAILED");
            case "promotion.rollback" -> deploy(task, Step.RESTORE, "ROLLBACK_FAILED");
            default -> runHost(task);
        }
    }

    private void check(LockedExternalTask task) {
        PromotionKey key = key(task);
        steps.runChecks(key.organization(), key.promotion(), report -> BpmnFlow.retryable(() -> answer(task, report)));
    }

    private void answer(LockedExternalTask task, CheckReport report) {
        if (report.checked() == Checked.AWAITED) {
            // Waiting is no failure: all attempts are still there.
            tasks.handleFailure(
                    task.getId(), task.getWorkerId(), report.summary(), ExternalWorker.ATTEMPTS, ASK_AGAIN.toMillis());
        } else {
            boolean passed = report.checked() == Checked.PASSED;
            tasks.complete(task.getId(), task.getWorkerId(), Map.of(PromotionKey.CHECKS_PASSED, passed));
        }
    }

    private void deploy(LockedExternalTask task, Step step, String error) {
        PromotionKey key = key(task);
        steps.perform(
                key.organization(),
                key.promotion(),
                step,
                result -> BpmnFlow.retryable(() -> answer(task, result, error)));
    }

    private void answer(LockedExternalTask task, Deployer.Result result, String error) {
        if (result instanceof Deployer.Result.Done) {
            tasks.complete(task.getId(), task.getWorkerId());
        } else {
            tasks.handleBpmnError(task.getId(), task.getWorkerId(), error, result.message());
        }
    }

    private void runHost(LockedExternalTask task) {
        PromotionKey key = key(task);
        HostWork work = new HostWork(
                steps.request(key.organization(), key.promotion()),
                task.getActivityId(),
                input(task),
                key.promotion() + ":" + task.getActivityId() + ":" + task.getId());
        HostStep.Result result = host.run(task.getTopicName(), work);
        String error = result instanceof HostStep.Result.Failed failed ? failed.error() : "";
        // What comes back is foreign text; the result must not get lost because of it.
        String message = Text.foreign(result.message());
        steps.hostStep(
                key.organization(),
                key.promotion(),
                task.getActivityId(),
                error,
                message,
                () -> BpmnFlow.retryable(() -> answer(task, error, message)));
    }

    private void answer(LockedExternalTask task, String error, String message) {
        if (error.isEmpty()) {
            tasks.complete(task.getId(), task.getWorkerId());
        } else {
            tasks.handleBpmnError(task.getId(), task.getWorkerId(), error, message);
        }
    }

    private static Map<String, Object> input(LockedExternalTask task) {
        Map<String, Object> input = new HashMap<>();
        task.getVariables().forEach((name, value) -> {
            if (value != null && !PromotionKey.VARIABLES.contains(name)) {
                input.put(name, value);
            }
        });
        return input;
    }

    private static PromotionKey key(LockedExternalTask task) {
        return PromotionKey.of(task.getVariables());
    }
}
