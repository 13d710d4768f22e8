package io.sluice.promotion.bpmn.engine;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/**
 * Finds due jobs within a second when the engine is busy and within five when it is idle, keeps several nodes out of
 * each other's way, and lets another node take over what a dead one held within a minute.
 */
final class PacedJobExecutor extends DefaultJobExecutor {
    private static final int THREADS = 3;

    /** So many that all of them are run long before their locks run out, even when each takes a second. */
    private static final int WAITING = 12;

    PacedJobExecutor() {
        name = "sluice-job-acquisition";
        setWaitTimeInMillis(1_000);
        setMaxWait(5_000);
        setBackoffTimeInMillis(25);
        setMaxBackoff(400);
        setLockTimeInMillis(45_000);
        setMaxJobsPerAcquisition(THREADS);
        setCorePoolSize(THREADS);
        setMaxPoolSize(THREADS);
        setQueueSize(WAITING);
    }

    /** The same pool as the engine's, with threads that a thread dump can tell apart. */
    @Override
    protected void startExecutingJobs() {
        AtomicInteger number = new AtomicInteger();
        threadPoolExecutor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(WAITING),
                job -> new Thread(job, "sluice-job-" + number.incrementAndGet()),
                new ThreadPoolExecutor.AbortPolicy());
        super.startExecutingJobs();
    }

    /** Whether there is room for more jobs than wait already. */
    boolean hasRoom() {
        ThreadPoolExecutor pool = threadPoolExecutor;
        return isActive() && pool != null && pool.getQueue().remainingCapacity() > 0;
    }

    /** Runs jobs that are locked for this node, or leaves them to everybody when there is no room any more. */
    void begin(List<String> jobs, ProcessEngineImpl engine) {
        try {
            threadPoolExecutor.execute(new BegunJobs(jobs, engine));
        } catch (RejectedExecutionException e) {
            jobs.forEach(job -> engine.getProcessEngineConfiguration()
                    .getCommandExecutorTxRequired()
                    .execute(new UnlockJobCmd(job)));
            jobWasAdded();
        }
    }
}
