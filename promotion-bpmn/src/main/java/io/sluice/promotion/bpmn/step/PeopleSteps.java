package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.PromotionSteps;
import io.sluice.promotion.PromotionSteps.Opened;
import io.sluice.promotion.bpmn.engine.ContractListeners;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.transaction.Transactions;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Turns steps that wait for people, ends, and work for outside into calls of core. */
public final class PeopleSteps implements ContractListeners {
    private final PromotionSteps steps;
    private final Transactions transactions;
    private final Runnable wakeWorkers;

    /**
     * Listeners for one engine.
     *
     * @param wakeWorkers called after the commit that made work for outside
     */
    public PeopleSteps(PromotionSteps steps, Transactions transactions, Runnable wakeWorkers) {
        this.steps = steps;
        this.transactions = transactions;
        this.wakeWorkers = wakeWorkers;
    }

    /** How core names an engine task: the step in the process, a slash, the task's id. */
    public static String flowRef(DelegateTask task) {
        return task.getTaskDefinitionKey() + "/" + task.getId();
    }

    @Override
    public TaskListener approvalReached(Optional<String> stage) {
        return task -> {
            PromotionKey key = PromotionKey.of(task);
            Optional<Opened> opened = steps.openApproval(key.organization(), key.promotion(), stage, flowRef(task));
            if (opened.isPresent()) {
                show(task, opened.get());
            } else {
                task.setVariable(PromotionKey.APPROVAL_OUTCOME, "APPROVED");
                task.complete();
            }
        };
    }

    @Override
    public TaskListener repairReached() {
        return task -> {
            PromotionKey key = PromotionKey.of(task);
            show(task, steps.openRepair(key.organization(), key.promotion(), flowRef(task)));
        };
    }

    @Override
    public TaskListener completing() {
        return task -> {
            PromotionKey key = PromotionKey.of(task);
            steps.requireClosed(key.organization(), key.promotion(), flowRef(task));
        };
    }

    @Override
    public ExecutionListener ended(String outcome) {
        Outcome known = Outcome.valueOf(outcome);
        return execution -> {
            PromotionKey key = PromotionKey.of(execution);
            steps.finish(key.organization(), key.promotion(), known);
        };
    }

    @Override
    public ExecutionListener workReached() {
        return execution -> transactions.register(new Transactions.Callback() {
            @Override
            public void afterCommit() {
                wakeWorkers.run();
            }
        });
    }

    private static void show(DelegateTask task, Opened opened) {
        opened.roles().forEach(role -> task.addCandidateGroup(role.value()));
        opened.task().due().map(Date::from).ifPresent(task::setDueDate);
    }
}
