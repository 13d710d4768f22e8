package io.sluice.promotion.bpmn;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.spi.Deployer;
import java.time.Duration;
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

    ExternalSteps(PromotionSteps steps, ExternalTaskService tasks) {
        this.steps = steps;
        this.tasks = tasks;
    }

    static Set<String> topics() {
        return Set.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback");
    }

    void perform(LockedExternalTask task) {
        switch (task.getTopicName()) {
            case "promotion.checks" -> check(task);
            case "promotion.deploy" -> deploy(task, Step.DEPLOY, "DEPLOY_FAILED");
            case "promotion.verify" -> deploy(task, Step.VERIFY, "VERIFY_FAILED");
            case "promotion.rollback" -> deploy(task, Step.RESTORE, "ROLLBACK_FAILED");
            default -> throw new IllegalArgumentException("Nobody serves topic " + task.getTopicName() + ".");
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

    private static PromotionKey key(LockedExternalTask task) {
        return PromotionKey.of(task.getVariables());
    }
}
