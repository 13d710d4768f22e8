package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import java.util.Map;
import java.util.function.Supplier;

/** The names that processes may use in expressions, and what stands behind them. */
public final class PromotionBeans {
    /** Timers ask it. */
    public static final String POLICY = "promotionPolicy";

    private PromotionBeans() {}

    /** One instance each for all processes; none of them keeps state. */
    public static Map<String, Object> of(PromotionSteps steps) {
        return Map.of(
                POLICY,
                new PolicyTimes(steps),
                "promotionRemind",
                new RemindApprovers(steps),
                "promotionReserve",
                new ReserveTarget(steps),
                "promotionConfirm",
                new ConfirmGate(steps));
    }

    /** Made anew for every use, because the engine puts the fields of the step into it. */
    public static Map<String, Supplier<Object>> madeAnew(PromotionSteps steps) {
        return Map.of("promotionNotify", () -> new Notify(steps));
    }
}
