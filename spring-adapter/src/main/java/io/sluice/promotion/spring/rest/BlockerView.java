package io.sluice.promotion.spring.rest;

import io.sluice.promotion.gate.Blocker;
import java.time.Instant;
import java.util.Optional;

/** One reason why something may not go on. */
public record BlockerView(
        String code,
        String message,
        Blocker.Lifts lifts,
        String liftedBy,
        String evidence,
        Optional<Instant> earliest,
        String action) {
    /** As the gate said it. */
    public static BlockerView of(Blocker blocker) {
        return new BlockerView(
                blocker.code(),
                blocker.message(),
                blocker.lifts(),
                blocker.liftedBy(),
                blocker.evidence(),
                blocker.earliest(),
                blocker.action());
    }
}
