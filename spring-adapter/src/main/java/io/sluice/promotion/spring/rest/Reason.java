package io.sluice.promotion.spring.rest;

import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.problem.SluiceException;
import java.util.Optional;

/** Why something cannot be done: a stable code, and words for the person. */
public record Reason(String code, String message) {
    /** Why somebody may not; empty when they may. */
    public static Optional<Reason> of(Eligibility eligibility) {
        return eligibility instanceof Eligibility.MayNot not
                ? Optional.of(new Reason(not.code(), not.message()))
                : Optional.empty();
    }

    /** As a door said it. */
    public static Reason of(SluiceException refusal) {
        return new Reason(refusal.code(), String.valueOf(refusal.getMessage()));
    }
}
