package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.gate.GateDecision.Blocked;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** Step "Reserve target". Safe to run twice. */
final class ReserveTarget implements JavaDelegate {
    private final PromotionSteps steps;

    ReserveTarget(PromotionSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        Optional<Blocked> blocked = steps.reserve(key.organization(), key.promotion());
        if (blocked.isPresent()) {
            throw new BpmnError("TARGET_BUSY", blocked.get().summary());
        }
    }
}
