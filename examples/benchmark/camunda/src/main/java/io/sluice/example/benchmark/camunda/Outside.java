package io.sluice.example.benchmark.camunda;

import io.sluice.example.benchmark.contest.Hints;
import io.sluice.example.benchmark.contest.Workers;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

/** The outside work of the processes: fetched in batches, done at once. */
final class Outside implements Workers.Source {
    private static final long LOCK = 30_000;
    private static final String WORKER = "contest";

    private final ExternalTaskService tasks;
    private final Map<String, Object> checked;
    private final Hints hints;

    Outside(ExternalTaskService tasks, Map<String, Object> checked, Hints hints) {
        this.tasks = tasks;
        this.checked = checked;
        this.hints = hints;
    }

    @Override
    public List<Runnable> fetch(int most) {
        return tasks
                .fetchAndLock(most, WORKER)
                .topic("checks", LOCK)
                .topic("deploy", LOCK)
                .topic("verify", LOCK)
                .execute()
                .stream()
                .<Runnable>map(task -> () -> perform(task))
                .toList();
    }

    private void perform(LockedExternalTask task) {
        switch (task.getTopicName()) {
            case "checks" -> tasks.complete(task.getId(), WORKER, checked);
            default -> tasks.complete(task.getId(), WORKER);
        }
        if (!task.getTopicName().equals("deploy")) {
            hints.moved(task.getProcessInstanceId());
        }
    }
}
