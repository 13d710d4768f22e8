package io.sluice.promotion.bpmn.verify;

import java.time.Duration;

/**
 * How much a proof may cost.
 *
 * @param states of the process that are looked at
 * @param time of the processor that is spent
 */
public record Limits(int states, Duration time) {
    /** 250,000 states and 10 seconds. */
    public static final Limits STANDARD = new Limits(250_000, Duration.ofSeconds(10));
}
