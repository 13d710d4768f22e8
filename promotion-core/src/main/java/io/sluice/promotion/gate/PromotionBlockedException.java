package io.sluice.promotion.gate;

import io.sluice.promotion.problem.SluiceException;

/** The gate is closed for what was asked; nothing was written. The code is that of the weightiest blocker. */
public final class PromotionBlockedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    private final transient GateDecision.Blocked decision;

    /** Carries every reason. */
    public PromotionBlockedException(GateDecision.Blocked decision) {
        super(decision.blockers().get(0).code(), null, decision.summary(), null);
        this.decision = decision;
    }

    /** Every reason. */
    public GateDecision.Blocked decision() {
        return decision;
    }
}
