package io.sluice.example.benchmark.camunda;

import io.sluice.example.benchmark.contest.Child;
import io.sluice.example.benchmark.contest.Contestant;
import io.sluice.example.benchmark.contest.Database;
import io.sluice.example.benchmark.contest.Hints;
import io.sluice.example.benchmark.contest.SqlCount;
import io.sluice.example.benchmark.contest.Workers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;

/** The engine by itself. */
public final class BareEngine implements Contestant {
    /** How many tasks the first page of a queue has. */
    private static final int PAGE = 50;

    private final ProcessEngine engine;
    private final Use use;
    private final Votes votes;
    private final Remind remind;
    private final String reminder;
    private final Workers workers;

    private BareEngine(ProcessEngine engine, Use use, Votes votes, Remind remind, String reminder, Hints hints) {
        this.engine = engine;
        this.use = use;
        this.votes = votes;
        this.remind = remind;
        this.reminder = reminder;
        this.workers = new Workers(new Outside(engine.getExternalTaskService(), use.checked(), hints));
    }

    /** Options: {@code use} is full, lean or group; {@code reminder} is the time after which one is due. */
    public static void main(String[] arguments) throws IOException {
        Child.serve(arguments, new SqlCount("bench_vote"), BareEngine::open);
    }

    static BareEngine open(Database database, DataSource source, Hints hints, Map<String, String> options) {
        Use use = Use.valueOf(options.getOrDefault("use", "full").toUpperCase(Locale.ROOT));
        Remind remind = new Remind();
        ProcessEngine engine = EngineStart.start(source, use, remind);
        return new BareEngine(
                engine, use, Votes.on(source, use), remind, options.getOrDefault("reminder", "P1D"), hints);
    }

    @Override
    public String request() {
        String promotion = engine.getRuntimeService()
                .startProcessInstanceByKey(use.process(), "p-" + UUID.randomUUID(), use.variables(reminder))
                .getId();
        workers.wake();
        return promotion;
    }

    @Override
    public boolean approve(String promotion) {
        boolean approved = use == Use.FULL ? approveOwn(promotion) : approveCommon(promotion);
        if (approved) {
            workers.wake();
        }
        return approved;
    }

    /** Each approver has a task of their own. */
    private boolean approveOwn(String promotion) {
        TaskService tasks = engine.getTaskService();
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
            } catch (OptimisticLockingException e) {
                if (i == 5) {
                    throw e;
                }
            }
        }
    }

    /** The second vote completes the task of all. */
    private boolean approveCommon(String promotion) {
        TaskService tasks = engine.getTaskService();
        Task task = tasks.createTaskQuery().processInstanceId(promotion).singleResult();
        if (task == null) {
            return false;
        }
        votes.add(promotion, "bob");
        votes.add(promotion, "carol");
        tasks.complete(task.getId());
        return true;
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
                .orderByDueDate()
                .asc()
                .orderByTaskId()
                .asc()
                .listPage(0, PAGE)
                .size();
    }

    @Override
    public long reminders() {
        return remind.sent();
    }

    @Override
    public void close() {
        workers.close();
        engine.close();
    }
}
