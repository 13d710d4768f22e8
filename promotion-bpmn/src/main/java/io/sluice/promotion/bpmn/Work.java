package io.sluice.promotion.bpmn;

import io.sluice.promotion.Feed;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.transaction.Transactions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ExternalTaskService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a node does on threads of its own. Can be stopped and started again. */
final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private static final Duration REGISTER = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Sluice sluice;
    private final PromotionEngine engine;
    private final Transactions transactions;
    private final HostSteps hostSteps;
    private final Map<String, Consumer<Feed.Entry>> readers;
    private final int workers;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private volatile @Nullable ExternalWorker worker;
    private @Nullable Loop safety;
    private boolean wanted;

    Work(
            Sluice sluice,
            PromotionEngine engine,
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

    /** Works from now on, as long as no organization is in safe mode; whether one is is looked at all the time. */
    void start() {
        synchronized (this) {
            wanted = true;
            begin();
            if (safety != null) {
                return;
            }
            Loop looking = new Loop("sluice-safety", LOOK, LOOK, this::look);
            safety = looking;
            looking.start();
        }
    }

    private boolean look() {
        int compared = sluice.safeMode().look();
        synchronized (this) {
            if (!sluice.safeMode().isOn()) {
                begin();
            } else if (worker != null) {
                LOG.warn("The database was restored: this node takes no work until an operator ends the safe mode.");
                end();
            }
        }
        return compared > 0;
    }

    private void begin() {
        if (!wanted || worker != null || sluice.safeMode().isOn()) {
            return;
        }
        ExternalTaskService tasks = engine.processEngine().getExternalTaskService();
        ExternalWorker outside = new ExternalWorker(
                new ExternalSteps(sluice.steps(), tasks, hostSteps), engine.own(), tasks, transactions, workers);
        running.push(engine::stopJobs);
        running.push(outside);
        if (engine.own().areAmongOthers()) {
            Loop deployments = new Loop("sluice-deployments", REGISTER, REGISTER, engine::knowDeployments);
            running.push(deployments);
            deployments.start();
        }
        Background.start(sluice, readers, running);
        running.push(sweep());
        engine.startJobs();
        outside.start();
        worker = outside;
    }

    private Loop sweep() {
        ReminderSweep reminders = new ReminderSweep(sluice.steps(), engine, transactions);
        Loop loop =
                new Loop("sluice-reminders", Duration.ofMillis(500), Duration.ofSeconds(2), () -> reminders.run() > 0);
        loop.start();
        return loop;
    }

    /** There may be work for outside: look at once, if this node works. */
    void wake() {
        ExternalWorker outside = worker;
        if (outside != null) {
            outside.wake();
        }
    }

    boolean isRunning() {
        return worker != null;
    }

    /** The thread that looks may be waiting for this object, so it is not waited for while holding it. */
    @Override
    public void close() {
        Loop looking;
        synchronized (this) {
            wanted = false;
            looking = safety;
            safety = null;
        }
        if (looking != null) {
            looking.close();
        }
        synchronized (this) {
            end();
        }
    }

    private void end() {
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
