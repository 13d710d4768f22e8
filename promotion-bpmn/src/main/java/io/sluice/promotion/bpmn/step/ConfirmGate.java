package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateDecision.Blocked;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Step "Confirm still allowed". Runs once for each promotion; a repetition after a rollback of its transaction is safe. */
final class ConfirmGate implements JavaDelegate {
    private final PromotionSteps steps;

    ConfirmGate(PromotionSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        GateDecision decision = steps.confirm(key.organization(), key.promotion());
        if (decision instanceof Blocked blocked) {
            throw new BpmnError("NOT_ALLOWED", blocked.summary());
        }
    }
}
