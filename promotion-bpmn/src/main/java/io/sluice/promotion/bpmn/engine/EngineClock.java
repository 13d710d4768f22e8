package io.sluice.promotion.bpmn.engine;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Has the engine follow the database's clock where the machine's is off: otherwise a node that is ahead would let
 * deadlines pass early and take work from nodes that are still at it. The engine has one clock for the whole JVM, so it is
 * only touched when it is off by more than what a well-kept machine is.
 */
public final class EngineClock {
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private EngineClock() {}

    /** Corrects the engine's clock if it is off. */
    public static void follow(Instant database) {
        Duration error = Duration.between(ClockUtil.getCurrentTime().toInstant(), database);
        if (error.abs().compareTo(TOLERATED) > 0) {
            ClockUtil.reset();
            Duration off = Duration.between(ClockUtil.getCurrentTime().toInstant(), database);
            ClockUtil.offset(off.toMillis());
        }
    }
}
