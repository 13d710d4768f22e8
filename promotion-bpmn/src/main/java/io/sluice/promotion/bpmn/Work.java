package io.sluice.promotion.bpmn;

import io.sluice.promotion.Feed;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.engine.EmbeddedEngine;
import io.sluice.promotion.bpmn.engine.OutsideWork;
import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ExternalTaskService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a node does on threads of its own. Can be stopped and started again. */
final class Work implements OutsideWork, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final Sluice sluice;
    private final EmbeddedEngine engine;
    private final Transactions transactions;
    private final HostSteps hostSteps;
    private final Map<String, Consumer<Feed.Entry>> readers;
    private final int workers;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile @Nullable ExternalWorker worker;

    Work(
            Sluice sluice,
            EmbeddedEngine engine,
            Transactions transactions,
            HostSteps hostSteps,
            Map<String, Consumer<Feed.Entry>> readers,
            int workers) {
        this.sluice = sluice;
        this.engine = engine;
        this.transactions = transactions;
        this.hostSteps = hostSteps;
        this.readers = Map.copyOf(readers);
        this.workers = workers;
    }

    synchronized void start() {
        if (worker != null) {
            return;
        }
        ExternalTaskService tasks = engine.processEngine().getExternalTaskService();
        ExternalWorker outside =
                new ExternalWorker(new ExternalSteps(sluice.steps(), tasks, hostSteps), tasks, transactions, workers);
        running.push(engine::stopJobs);
        running.push(outside);
        Background.start(sluice, readers, running);
        engine.startJobs();
        outside.start();
        employ(outside);
    }

    /** The work of a node that is not there yet while its engine is built. */
    static OutsideWork behind(AtomicReference<OutsideWork> work) {
        return new OutsideWork() {
            @Override
            public Optional<Claim> claim(String topic) {
                return Objects.requireNonNull(work.get()).claim(topic);
            }

            @Override
            public void wake() {
                Objects.requireNonNull(work.get()).wake();
            }
        };
    }

    void employ(ExternalWorker outside) {
        worker = outside;
    }

    @Override
    public Optional<Claim> claim(String topic) {
        ExternalWorker outside = worker;
        return outside == null ? Optional.empty() : outside.claim(topic);
    }

    @Override
    public void wake() {
        ExternalWorker outside = worker;
        if (outside != null) {
            outside.wake();
        }
    }

    boolean isRunning() {
        return worker != null;
    }

    @Override
    public synchronized void close() {
        worker = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not stop cleanly.", e);
            }
        }
    }
}
