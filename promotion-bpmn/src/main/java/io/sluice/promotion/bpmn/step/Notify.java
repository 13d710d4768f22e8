package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;

/** Step "Notify": an extra message where a process designer wants one. Its words are in the field {@code message}. */
public final class Notify implements JavaDelegate {
    private final PromotionSteps steps;
    private @Nullable Expression message;

    Notify(PromotionSteps steps) {
        this.steps = steps;
    }

    /** The words; set by the engine from the field of the step. */
    public void setMessage(Expression words) {
        this.message = words;
    }

    @Override
    public void execute(DelegateExecution execution) {
        PromotionKey key = PromotionKey.of(execution);
        Expression words = message;
        if (words == null) {
            throw new IllegalStateException("Step " + execution.getCurrentActivityId() + " has no field message.");
        }
        steps.note(key.organization(), key.promotion(), String.valueOf(words.getValue(execution)));
    }
}
