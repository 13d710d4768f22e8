package io.sluice.example.faults.node;

import io.sluice.promotion.bpmn.SluiceEngine;
import java.time.Clock;
import java.time.Duration;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Makes a node believe that its machine's clock is off, for Sluice as well as for the engine. */
final class OffsetClock {
    private OffsetClock() {}

    static void set(Duration ahead, SluiceEngine.Builder builder) {
        if (!ahead.isZero()) {
            ClockUtil.offset(ahead.toMillis());
            builder.core(core -> core.machineClock(Clock.offset(Clock.systemUTC(), ahead)));
        }
    }
}
