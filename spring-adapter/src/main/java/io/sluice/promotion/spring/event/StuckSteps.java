package io.sluice.promotion.spring.event;

import io.sluice.promotion.bpmn.EngineMonitor;
import io.sluice.promotion.bpmn.EngineMonitor.Opened;
import io.sluice.promotion.bpmn.SluiceEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Looks for steps that have got stuck since it looked last. */
final class StuckSteps implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StuckSteps.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final int MOST = 100;

    /** Clocks of nodes and transactions that are still open: what came up a little earlier is looked at again. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final SluiceEngine engine;
    private final ApplicationEventPublisher publisher;
    private Set<String> told = new HashSet<>();
    private Instant since = Instant.EPOCH;
    private @Nullable ScheduledExecutorService timer;

    StuckSteps(SluiceEngine engine, ApplicationEventPublisher publisher) {
        this.engine = engine;
        this.publisher = publisher;
    }

    /** Publishes each incident once; one that a listener does not take is published again next time. */
    synchronized void look() {
        EngineMonitor monitor = engine.monitor();
        List<Opened> found = monitor.incidentsSince(since, MOST);
        Set<String> seen = new HashSet<>();
        for (Opened opened : found) {
            String id = opened.incident().id();
            if (!told.contains(id)) {
                publisher.publishEvent(new StepStuck(opened.organization(), opened.incident()));
                told.add(id);
            }
            seen.add(id);
        }
        if (!found.isEmpty()) {
            Instant newest = found.get(found.size() - 1).incident().since();
            since = newest.minus(found.size() == MOST ? Duration.ofMillis(1) : OVERLAP);
        }
        told = seen;
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            ScheduledExecutorService threads = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "sluice-stuck-steps");
                thread.setDaemon(true);
                return thread;
            });
            var unused = threads.scheduleWithFixedDelay(
                    this::lookSafely, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
            timer = threads;
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | Error e) {
            // A task that throws would never run again.
            LOG.warn("Steps that are stuck were not told; it is tried again.", e);
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
