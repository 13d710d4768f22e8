package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.PromotionFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** Runs each promotion as an instance of its BPMN process. Joins the unit of work that core has open. */
final class BpmnFlow implements PromotionFlow {
    private final ProcessEngine engine;

    BpmnFlow(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean canRun(String process) {
        return engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .latestVersion()
                        .active()
                        .count()
                > 0;
    }

    @Override
    public void start(PromotionRequest request) {
        PromotionKey key = new PromotionKey(request.organization(), request.id());
        call(running -> running.getRuntimeService()
                .startProcessInstanceByKey(request.process(), request.id().value(), key.variables()));
    }

    @Override
    public void decided(PromotionRequest request, HumanTask task, boolean approved) {
        complete(task, Map.of(PromotionKey.APPROVAL_OUTCOME, approved ? "APPROVED" : "REJECTED"));
    }

    @Override
    public void repaired(PromotionRequest request, HumanTask task) {
        complete(task, Map.of());
    }

    /** The timers of this step only: others of the same process did not begin anew. */
    @Override
    public void stageOpened(PromotionRequest request, HumanTask task) {
        call(running -> running.getManagementService()
                .createJobQuery()
                .executionId(openTask(task)
                        .orElseThrow(() -> new IllegalStateException("Step " + task.flowRef() + " is not open."))
                        .getExecutionId())
                .timers()
                .list()
                .forEach(job -> running.getManagementService().recalculateJobDuedate(job.getId(), false)));
    }

    /** Timers with a time of their own did not change: only those that ask the policy are asked anew. */
    @Override
    public void timesChanged(PromotionRequest request) {
        call(running -> instances(running, instance(request)).stream()
                .flatMap(instance ->
                        running
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(instance)
                                .timers()
                                .list()
                                .stream())
                .filter(job -> asksPolicy(running, job))
                .forEach(job -> running.getManagementService().recalculateJobDuedate(job.getId(), false)));
    }

    private static boolean asksPolicy(ProcessEngine running, Job job) {
        JobDefinition definition = running.getManagementService()
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
        return definition.getJobConfiguration().contains("promotionPolicy.");
    }

    /** The instance and those that it called, and so on. */
    private static List<String> instances(ProcessEngine running, ProcessInstance root) {
        List<String> found = new ArrayList<>(List.of(root.getId()));
        for (int i = 0; i < found.size(); i++) {
            running.getRuntimeService()
                    .createProcessInstanceQuery()
                    .superProcessInstanceId(found.get(i))
                    .list()
                    .forEach(called -> found.add(called.getId()));
        }
        return found;
    }

    @Override
    public void stop(PromotionRequest request) {
        call(running -> running.getRuntimeService()
                .deleteProcessInstance(instance(request).getId(), "ended by core", true, true));
    }

    /** A task that an earlier one of the same decision has swept away needs no completion. */
    private void complete(HumanTask task, Map<String, Object> variables) {
        call(running ->
                openTask(task).ifPresent(open -> running.getTaskService().complete(open.getId(), variables)));
    }

    private Optional<Task> openTask(HumanTask task) {
        String id = task.flowRef().substring(task.flowRef().indexOf('/') + 1);
        return Optional.ofNullable(
                engine.getTaskService().createTaskQuery().taskId(id).singleResult());
    }

    private ProcessInstance instance(PromotionRequest request) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.id().value())
                .rootProcessInstances()
                .singleResult();
        if (instance == null) {
            throw new IllegalStateException("No process runs for promotion " + request.id() + ".");
        }
        return instance;
    }

    private void call(Consumer<ProcessEngine> use) {
        retryable(() -> use.accept(engine));
    }

    /** The engine's lost races become ours, so that the whole unit of work is repeated. */
    static void retryable(Runnable use) {
        try {
            use.run();
        } catch (OptimisticLockingException e) {
            throw new UnavailableException("engine.busy", "Somebody else changed the process at this moment.", e);
        }
    }
}
