package io.sluice.promotion.bpmn.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs that nobody looked for. The engine's own way would look for more as soon as they are done, which is a
 * statement for every job in vain.
 */
final class BegunJobs extends ExecuteJobsRunnable {
    private static final Logger LOG = LoggerFactory.getLogger(BegunJobs.class);

    BegunJobs(List<String> jobs, ProcessEngineImpl engine) {
        super(jobs, engine);
    }

    @Override
    public void run() {
        JobExecutorContext context = new JobExecutorContext();
        List<String> queue = context.getCurrentProcessorJobQueue();
        queue.addAll(jobIds);
        Context.setJobExecutorContext(context);
        try {
            while (!queue.isEmpty()) {
                run(queue.remove(0));
            }
        } finally {
            Context.removeJobExecutorContext();
        }
    }

    private void run(String job) {
        try {
            if (jobExecutor.isActive()) {
                executeJob(
                        job,
                        processEngine.getProcessEngineConfiguration().getCommandExecutorTxRequired(),
                        new JobFailureCollector(job));
            } else {
                unlockJob(job, processEngine.getProcessEngineConfiguration().getCommandExecutorTxRequired());
            }
        } catch (RuntimeException | Error e) {
            // The engine has written down that it failed, and when it is tried again.
            LOG.warn("Job {} failed.", job, e);
        }
    }
}
