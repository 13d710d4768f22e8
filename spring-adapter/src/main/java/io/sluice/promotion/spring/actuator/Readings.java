package io.sluice.promotion.spring.actuator;

import io.sluice.promotion.Monitor.Figures;
import io.sluice.promotion.bpmn.EngineMonitor;
import io.sluice.promotion.bpmn.SluiceEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The numbers of the moment, asked of the database at most every few seconds however many look at them. */
final class Readings {
    /** Numbers of core and engine. */
    record Reading(Figures figures, long incidents) {}

    private final SluiceEngine engine;
    private final long keptNanos;
    private final LongSupplier nanos;
    private @Nullable Reading last;
    private long readAt;

    Readings(SluiceEngine engine, Duration kept, LongSupplier nanos) {
        this.engine = engine;
        this.keptNanos = kept.toNanos();
        this.nanos = nanos;
    }

    /** Throws what the database throws; nothing old is shown then. */
    synchronized Reading now() {
        Reading known = last;
        if (known != null && nanos.getAsLong() - readAt < keptNanos) {
            return known;
        }
        last = null;
        Reading read = new Reading(
                engine.sluice().monitor().figures(), engine.monitor().openIncidents());
        readAt = nanos.getAsLong();
        last = read;
        return read;
    }

    /** Whether nothing may be done by itself because the database was restored. */
    boolean isInSafeMode() {
        return engine.sluice().safeMode().isOn();
    }

    /** The connections, if they can be counted. */
    Optional<EngineMonitor.Pool> pool() {
        return engine.monitor().pool();
    }

    boolean isWorking() {
        return engine.isWorking();
    }
}
