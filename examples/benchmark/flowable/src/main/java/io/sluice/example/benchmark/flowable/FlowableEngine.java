package io.sluice.example.benchmark.flowable;

import io.sluice.example.benchmark.contest.Child;
import io.sluice.example.benchmark.contest.Contestant;
import io.sluice.example.benchmark.contest.Database;
import io.sluice.example.benchmark.contest.Hints;
import io.sluice.example.benchmark.contest.SqlCount;
import io.sluice.example.benchmark.contest.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.job.api.AcquiredExternalWorkerJob;
import org.flowable.task.api.Task;

/** The engine by itself, with the history that it keeps when nobody says otherwise. */
public final class FlowableEngine implements Contestant {
    /** How many tasks the first page of a queue has. */
    private static final int PAGE = 50;

    private static final String WORKER = "contest";

    private final ProcessEngine engine;
    private final boolean group;
    private final Remind remind;
    private final String reminder;
    private final Workers workers;

    private FlowableEngine(ProcessEngine engine, Signals signals, Remind remind, Map<String, String> options) {
        this.engine = engine;
        this.group = "group".equals(options.get("use"));
        this.remind = remind;
        this.reminder = options.getOrDefault("reminder", "P1D");
        this.workers = new Workers(this::fetch);
        signals.onWork(workers::wake);
    }

    /** Options: {@code use} is full or group; {@code reminder} is the time after which one is due. */
    public static void main(String[] arguments) throws IOException {
        Child.serve(arguments, new SqlCount("bench_vote"), FlowableEngine::open);
    }

    static FlowableEngine open(Database database, DataSource source, Hints hints, Map<String, String> options) {
        Signals signals = new Signals(hints);
        Remind remind = new Remind();
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(source);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setAsyncExecutorActivate(true);
        // Its own jobs collide with callers now and then, and the third collision would be the end of a promotion.
        configuration.setAsyncExecutorNumberOfRetries(10);
        configuration.setAsyncFailedJobWaitTime(1);
        configuration.setBeans(new HashMap<>(Map.of("remind", remind)));
        configuration.setEventListeners(List.of(signals));
        ProcessEngine engine = configuration.buildProcessEngine();
        String file = options.getOrDefault("use", "full") + ".bpmn";
        engine.getRepositoryService()
                .createDeployment()
                .name("contest")
                .enableDuplicateFiltering()
                .addInputStream(file, FlowableEngine.class.getResourceAsStream(file))
                .deploy();
        return new FlowableEngine(engine, signals, remind, options);
    }

    @Override
    public String request() {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "reminder", reminder,
                "organization", "acme",
                "artifact", "a-" + UUID.randomUUID(),
                "version", "1.0.0",
                "source", "dev",
                "target", "prod",
                "requestedBy", "rita"));
        if (!group) {
            variables.put("approvers", new ArrayList<>(List.of("bob", "carol", "dave")));
        }
        return engine.getRuntimeService()
                .startProcessInstanceByKey(group ? "group" : "full", "p-" + UUID.randomUUID(), variables)
                .getId();
    }

    @Override
    public boolean approve(String promotion) {
        TaskService tasks = engine.getTaskService();
        if (group) {
            Task task = tasks.createTaskQuery().processInstanceId(promotion).singleResult();
            if (task != null) {
                tasks.complete(task.getId());
            }
            return task != null;
        }
        Task asked = tasks.createTaskQuery()
                .processInstanceId(promotion)
                .taskAssignee("bob")
                .singleResult();
        if (asked == null) {
            return false;
        }
        complete(asked, "bob");
        complete(
                tasks.createTaskQuery()
                        .processInstanceId(promotion)
                        .taskAssignee("carol")
                        .singleResult(),
                "carol");
        return true;
    }

    /** Repeats what collided with the background, as every caller has to. */
    private void complete(Task task, String person) {
        for (int i = 1; ; i++) {
            try {
                engine.getTaskService().complete(task.getId(), Map.of("approval_" + person, "approved: fine"));
                return;
            } catch (FlowableOptimisticLockingException e) {
                if (i == 5) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean isFinished(String promotion) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(promotion)
                        .count()
                == 0;
    }

    @Override
    public int queue() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskCandidateGroupIn(List.of("approver", "viewer"))
                .orderByTaskDueDate()
                .asc()
                .orderByTaskId()
                .asc()
                .listPage(0, PAGE)
                .size();
    }

    /** A timer that is due moves from the first to the second. */
    @Override
    public List<String> timers() {
        return List.of("ACT_RU_TIMER_JOB", "ACT_RU_JOB");
    }

    @Override
    public long reminders() {
        return remind.sent();
    }

    /** One topic for all, because each topic is fetched by statements of its own. */
    private List<Runnable> fetch(int most) {
        return engine
                .getManagementService()
                .createExternalWorkerJobAcquireBuilder()
                .topic("promotion", Duration.ofSeconds(30))
                .acquireAndLock(most, WORKER)
                .stream()
                .<Runnable>map(job -> () -> perform(job))
                .toList();
    }

    private void perform(AcquiredExternalWorkerJob job) {
        ManagementService management = engine.getManagementService();
        if ("checks".equals(job.getElementId())) {
            management
                    .createExternalWorkerCompletionBuilder(job.getId(), WORKER)
                    .variables(Map.of("tests", true, "security", true, "performance", true))
                    .complete();
        } else {
            management
                    .createExternalWorkerCompletionBuilder(job.getId(), WORKER)
                    .complete();
        }
    }

    @Override
    public void close() {
        workers.close();
        engine.close();
    }
}
