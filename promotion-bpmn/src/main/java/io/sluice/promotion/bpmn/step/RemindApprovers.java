package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Step "Remind approvers". Safe to run twice. */
final class RemindApprovers implements JavaDelegate {
    private final PromotionSteps steps;

    RemindApprovers(PromotionSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        steps.remind(key.organization(), key.promotion());
    }
}
