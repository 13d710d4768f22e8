package io.sluice.promotion.spring.actuator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sluice.promotion.Monitor.Figures;
import io.sluice.promotion.bpmn.EngineMonitor;
import io.sluice.promotion.spring.actuator.Readings.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Gauges over all organizations; not a number while the database does not answer. */
final class SluiceMetrics implements MeterBinder {
    private final Readings readings;

    SluiceMetrics(Readings readings) {
        this.readings = readings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "sluice.promotions.open", "Promotions that have not ended", of(Figures::open));
        count(
                registry,
                "sluice.approvals.pending",
                "Approvals that people are asked for",
                of(Figures::waitingForPeople));
        count(registry, "sluice.approvals.overdue", "Approvals whose deadline has passed", of(Figures::overdue));
        count(registry, "sluice.repairs", "Targets that a person has to repair", of(Figures::repairs));
        count(registry, "sluice.incidents", "Steps that failed for good", Reading::incidents);
        count(registry, "sluice.outbox.messages", "Messages that wait to be sent", of(Figures::messages));
        count(registry, "sluice.outbox.dead", "Messages that could not be delivered", of(Figures::deadLetters));
        age(registry, "sluice.outbox.age", "How late the oldest message is", Figures::messageAge);
        age(
                registry,
                "sluice.audit.unnumbered.age",
                "Oldest audit event without a place in the log",
                Figures::unnumberedAge);
        age(registry, "sluice.audit.unsigned.age", "Oldest audit event without a checkpoint", Figures::unsignedAge);
        age(
                registry,
                "sluice.promotions.oldest.age",
                "How long ago the oldest open promotion was requested",
                Figures::openAge);
        age(
                registry,
                "sluice.targets.held.age",
                "For how long the target held longest has been held",
                Figures::heldAge);
        count(
                registry,
                "sluice.promotions.reconciling",
                "Deployments of which nobody knows how they ended",
                of(Figures::reconciling));
        count(
                registry,
                "sluice.policies.unsatisfiable",
                "Policies for which there are not enough people",
                of(Figures::unsatisfiable));
        count(registry, "sluice.audit.sinks.failing", "Sinks that do not take checkpoints", of(Figures::failingSinks));
        count(registry, "sluice.readers.failing", "Readers that do not take events", of(Figures::failingReaders));
        count(
                registry,
                "sluice.archive.failing",
                "Promotions that could not be archived",
                of(Figures::failingArchives));
        count(
                registry,
                "sluice.safe.mode",
                "Organizations that stand still after a restore",
                of(Figures::standingStill));
        age(
                registry,
                "sluice.clock.skew",
                "How far this machine's clock is off the database's",
                figures -> Optional.of(figures.clockSkew().abs()));
        age(
                registry,
                "sluice.clock.behind",
                "How far the database's clock was set back",
                figures -> Optional.of(figures.clockBehind()));
        pool(registry, "sluice.pool.active", "Connections at work", EngineMonitor.Pool::active);
        pool(registry, "sluice.pool.waiting", "Threads that wait for a connection", EngineMonitor.Pool::waiting);
        pool(registry, "sluice.pool.most", "Connections that there can be", EngineMonitor.Pool::most);
        Gauge.builder("sluice.working", readings, all -> all.isWorking() ? 1 : 0)
                .description("Whether this node takes work")
                .register(registry);
    }

    private static ToDoubleFunction<Reading> of(ToDoubleFunction<Figures> number) {
        return reading -> number.applyAsDouble(reading.figures());
    }

    private void count(MeterRegistry registry, String name, String text, ToDoubleFunction<Reading> number) {
        Gauge.builder(name, readings, all -> read(all, number))
                .description(text)
                .register(registry);
    }

    private void age(MeterRegistry registry, String name, String text, Function<Figures, Optional<Duration>> age) {
        TimeGauge.builder(
                        name,
                        readings,
                        TimeUnit.MILLISECONDS,
                        all -> read(
                                all,
                                reading -> age.apply(reading.figures())
                                        .map(Duration::toMillis)
                                        .orElse(0L)))
                .description(text)
                .register(registry);
    }

    private void pool(MeterRegistry registry, String name, String text, ToIntFunction<EngineMonitor.Pool> number) {
        Gauge.builder(
                        name,
                        readings,
                        all -> all.pool()
                                .map(pool -> (double) number.applyAsInt(pool))
                                .orElse(Double.NaN))
                .description(text)
                .register(registry);
    }

    private static double read(Readings all, ToDoubleFunction<Reading> number) {
        try {
            return number.applyAsDouble(all.now());
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }
}
