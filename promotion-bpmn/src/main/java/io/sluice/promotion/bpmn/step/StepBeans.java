package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import java.util.Map;
import java.util.function.Supplier;

/** The names of the contract that processes may use in expressions, and what stands behind them. */
public final class StepBeans {
    private StepBeans() {}

    /** One instance each for all processes; the one with a field is made anew for every use. */
    public static Map<String, Object> of(PromotionSteps steps) {
        Supplier<Object> notify = () -> new Notify(steps);
        return Map.of(
                "promotionPolicy", new PolicyTimes(steps),
                "promotionRemind", new RemindApprovers(steps),
                "promotionReserve", new ReserveTarget(steps),
                "promotionConfirm", new ConfirmGate(steps),
                "promotionNotify", notify);
    }
}
