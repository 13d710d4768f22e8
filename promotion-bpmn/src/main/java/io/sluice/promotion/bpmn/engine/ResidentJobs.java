package io.sluice.promotion.bpmn.engine;

import java.time.Duration;
import java.util.Date;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * What becomes of a job that failed in an engine of the host. Jobs of promotions that came up while Sluice was not
 * started, before it or after it in the life of the engine, lose no attempt: they are looked at again a little later.
 */
final class ResidentJobs implements FailedJobCommandFactory {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final FailedJobCommandFactory hosts;

    ResidentJobs(FailedJobCommandFactory hosts) {
        this.hosts = hosts;
    }

    @Override
    public Command<Object> getCommand(String job, Throwable failure) {
        boolean away = Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .anyMatch(each -> each instanceof Residence.Away);
        return away ? putOff(job) : hosts.getCommand(job, failure);
    }

    private static Command<Object> putOff(String id) {
        return command -> {
            JobEntity job = command.getJobManager().findJobById(id);
            job.setLockExpirationTime(
                    Date.from(ClockUtil.getCurrentTime().toInstant().plus(PAUSE)));
            return job;
        };
    }
}
