package io.sluice.promotion.spring.rest.promotion;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A check that the policy asks for, and its newest result. */
record CheckRow(
        String name,
        State state,
        String summary,
        Optional<String> evidence,
        Optional<Map<String, Double>> metrics,
        Optional<Map<String, String>> settings,
        Optional<Instant> measuredAt,
        Optional<Instant> validUntil,
        Optional<String> reportedBy,
        String why) {
    /** What the result says now. */
    enum State {
        PASSED,
        FAILED,
        ERROR,
        EXPIRED,
        MISSING,
        RUNNING,
        REVOKED
    }
}
