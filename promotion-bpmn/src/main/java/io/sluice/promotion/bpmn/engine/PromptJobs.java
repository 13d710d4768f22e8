package io.sluice.promotion.bpmn.engine;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Has jobs that are due when they are made run on this node right after the commit. They go into the database with their
 * lock already on; nobody has to look for them. Those of one process instance run one after the other.
 */
final class PromptJobs extends JobManager {
    private final Map<String, List<String>> begun = new HashMap<>();

    private PromptJobs() {}

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return JobManager.class;
            }

            @Override
            public Session openSession() {
                return new PromptJobs();
            }
        };
    }

    @Override
    protected void hintJobExecutor(JobEntity job) {
        ProcessEngineConfigurationImpl engine = Context.getProcessEngineConfiguration();
        boolean ours = engine.getJobExecutor() instanceof PacedJobExecutor executor && begin(job, executor, engine);
        if (!ours) {
            super.hintJobExecutor(job);
        }
    }

    private boolean begin(JobEntity job, PacedJobExecutor executor, ProcessEngineConfigurationImpl engine) {
        String instance = job.getProcessInstanceId();
        boolean next = begun.containsKey(instance);
        if (instance == null
                || job.isSuspended()
                || !isJobDue(job)
                || !(next || executor.hasRoom())
                || Context.getJobExecutorContext() != null) {
            return false;
        }
        job.setLockOwner(executor.getLockOwner());
        job.setLockExpirationTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plusMillis(executor.getLockTimeInMillis())));
        List<String> jobs = begun.computeIfAbsent(instance, id -> new ArrayList<>());
        jobs.add(job.getId());
        if (!next) {
            ProcessEngineImpl runs = engine.getProcessEngine();
            Context.getCommandContext()
                    .getTransactionContext()
                    .addTransactionListener(
                            TransactionState.COMMITTED, command -> executor.begin(List.copyOf(jobs), runs));
        }
        return true;
    }
}
