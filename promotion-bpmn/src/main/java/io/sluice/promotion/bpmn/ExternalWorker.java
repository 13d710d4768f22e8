package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.engine.OutsideWork;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryTopicBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes work for outside where it is made on this node, fetches what else there is, performs it on its own threads, and keeps its lock alive while it is at it. The lock of a
 * worker that died runs out within {@link #LOCK}, and any other node takes over. Failures are repeated with growing pauses
 * and become an incident when the repetitions are used up.
 */
final class ExternalWorker implements OutsideWork, AutoCloseable {
    static final Duration LOCK = Duration.ofSeconds(30);
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));

    /** How often a piece of work may fail before people are needed. */
    static final int ATTEMPTS = PAUSES.size() + 1;

    private static final Logger LOG = LoggerFactory.getLogger(ExternalWorker.class);

    /** Somebody at work, whose place the next step of the same promotion may take. */
    private static final class Hand {
        private boolean passedOn;
    }

    private final String id = "sluice-" + UUID.randomUUID();
    private final ExternalSteps steps;
    private final OwnDefinitions own;
    private final ExternalTaskService tasks;
    private final Transactions transactions;
    private final Map<String, LockedExternalTask> held = new ConcurrentHashMap<>();
    private final Map<Thread, Hand> busy = new ConcurrentHashMap<>();
    private final Semaphore free;
    private final ExecutorService hands;
    private final Loop fetching;
    private final Loop heartbeat;

    /** Whether there may be work that waits for a free hand; as long as there is, nobody goes before it. */
    private volatile boolean behind = true;

    ExternalWorker(
            ExternalSteps steps,
            OwnDefinitions own,
            ExternalTaskService tasks,
            Transactions transactions,
            int threads) {
        this(
                steps,
                own,
                tasks,
                transactions,
                threads,
                Executors.newFixedThreadPool(threads, Loop.threads("sluice-work")));
    }

    /** With hands of the caller's choice: tests use their own. */
    ExternalWorker(
            ExternalSteps steps,
            OwnDefinitions own,
            ExternalTaskService tasks,
            Transactions transactions,
            int threads,
            ExecutorService hands) {
        this.steps = steps;
        this.own = own;
        this.tasks = tasks;
        this.transactions = transactions;
        this.free = new Semaphore(threads);
        this.hands = hands;
        this.fetching = new Loop("sluice-fetch", Duration.ofMillis(250), Duration.ofSeconds(5), this::fetch);
        this.heartbeat = new Loop("sluice-heartbeat", LOCK.dividedBy(3), LOCK.dividedBy(3), this::extend);
    }

    void start() {
        fetching.start();
        heartbeat.start();
    }

    @Override
    public void wake() {
        behind = true;
        fetching.wake();
    }

    @Override
    public Optional<Claim> claim(String topic) {
        if (!ExternalSteps.topics().contains(topic) && !steps.hostTopics().contains(topic)) {
            return Optional.empty();
        }
        Hand hand = busy.get(Thread.currentThread());
        if (hand != null && !hand.passedOn) {
            hand.passedOn = true;
            return Optional.of(new Mine(() -> hand.passedOn = false));
        }
        return !behind && free.tryAcquire() ? Optional.of(new Mine(free::release)) : Optional.empty();
    }

    /** A piece of work that has a hand of this node. */
    private final class Mine implements Claim {
        private final Runnable giveBack;

        Mine(Runnable giveBack) {
            this.giveBack = giveBack;
        }

        @Override
        public String worker() {
            return id;
        }

        @Override
        public Duration lock() {
            return LOCK;
        }

        @Override
        public void begin(LockedExternalTask task) {
            if (!handOver(task)) {
                release();
            }
        }

        @Override
        public void release() {
            giveBack.run();
        }
    }

    /** Fetches as much as there are free threads; says whether there was anything. */
    boolean fetch() {
        int room = free.drainPermits();
        if (room == 0) {
            return false;
        }
        int used = 0;
        try {
            for (LockedExternalTask task : lock(room)) {
                if (handOver(task)) {
                    used++;
                }
            }
        } finally {
            free.release(room - used);
        }
        behind = used == room;
        return used > 0;
    }

    /** While this node closes its hands take nothing more: the work is put back for others. */
    private boolean handOver(LockedExternalTask task) {
        held.put(task.getId(), task);
        try {
            hands.execute(() -> perform(task));
            return true;
        } catch (RejectedExecutionException e) {
            held.remove(task.getId());
            transactions.requiresNew(() -> {
                tasks.unlock(task.getId());
                return task;
            });
            return false;
        }
    }

    private List<LockedExternalTask> lock(int most) {
        return transactions.requiresNew(() -> {
            Optional<String[]> only =
                    own.areAmongOthers() ? Optional.of(own.ids().toArray(String[]::new)) : Optional.empty();
            if (only.filter(ids -> ids.length == 0).isPresent()) {
                return List.of();
            }
            ExternalTaskQueryBuilder query = tasks.fetchAndLock(most, id);
            for (String topic : ExternalSteps.topics()) {
                query = among(only, query.topic(topic, LOCK.toMillis()))
                        .variables(PromotionKey.ORGANIZATION, PromotionKey.PROMOTION);
            }
            for (String topic : steps.hostTopics()) {
                query = among(only, query.topic(topic, LOCK.toMillis()));
            }
            return query.execute();
        });
    }

    /** Others may have work of the same name for outside, and workers of their own for it. */
    private static ExternalTaskQueryTopicBuilder among(Optional<String[]> only, ExternalTaskQueryTopicBuilder topic) {
        return only.map(topic::processDefinitionIdIn).orElse(topic);
    }

    /** Hosts' code may fail in every way; what goes unnoticed would be repeated for ever without anybody seeing it. */
    private void perform(LockedExternalTask task) {
        Hand hand = new Hand();
        busy.put(Thread.currentThread(), hand);
        try {
            steps.perform(task);
        } catch (NotFoundException e) {
            LOG.debug("Promotion {} ended while step {} was at work.", task.getBusinessKey(), task.getActivityId());
        } catch (RuntimeException | Error e) {
            failed(task, e);
        } finally {
            held.remove(task.getId());
            busy.remove(Thread.currentThread());
            if (!hand.passedOn) {
                free.release();
            }
            if (behind) {
                fetching.wake();
            }
        }
    }

    private void failed(LockedExternalTask task, Throwable cause) {
        if (cause instanceof ConflictException conflict && conflict.code().equals("attempt.fenced")) {
            LOG.warn("Step {} of promotion {}: {}", task.getActivityId(), task.getBusinessKey(), cause.getMessage());
            return;
        }
        LOG.warn("Step {} of promotion {} failed.", task.getActivityId(), task.getBusinessKey(), cause);
        int left = (task.getRetries() == null ? ATTEMPTS : task.getRetries()) - 1;
        Duration pause = left > 0 ? PAUSES.get(Math.max(0, PAUSES.size() - left)) : Duration.ZERO;
        try {
            transactions.requiresNew(() -> {
                tasks.handleFailure(task.getId(), id, String.valueOf(cause), left, pause.toMillis());
                return task;
            });
        } catch (RuntimeException e) {
            LOG.warn(
                    "The failure of step {} could not be stored; its lock runs out by itself.",
                    task.getActivityId(),
                    e);
        }
    }

    /** Keeps the locks of what is under way. */
    boolean extend() {
        for (LockedExternalTask task : held.values()) {
            try {
                transactions.requiresNew(() -> {
                    tasks.extendLock(task.getId(), id, LOCK.toMillis());
                    return task;
                });
            } catch (RuntimeException e) {
                LOG.debug("The lock of step {} was not extended.", task.getActivityId(), e);
            }
        }
        return false;
    }

    @Override
    public void close() {
        fetching.close();
        hands.shutdown();
        try {
            if (!hands.awaitTermination(20, TimeUnit.SECONDS)) {
                hands.shutdownNow();
            }
        } catch (InterruptedException e) {
            hands.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            heartbeat.close();
        }
    }
}
