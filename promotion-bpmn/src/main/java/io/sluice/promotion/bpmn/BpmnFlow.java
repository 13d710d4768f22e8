package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.deploy.Definitions;
import io.sluice.promotion.bpmn.deploy.Proofs;
import io.sluice.promotion.bpmn.engine.Settled;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.PassingFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** Runs each promotion as an instance of its BPMN process. Joins the unit of work that core has open. */
final class BpmnFlow implements PromotionFlow {
    private final ProcessEngine engine;
    private final Definitions definitions;
    private final Optional<Proofs> proofs;

    /**
     * The flow on one engine.
     *
     * @param proofs empty to let any process run that the engine can
     */
    BpmnFlow(ProcessEngine engine, Definitions definitions, Optional<Proofs> proofs) {
        this.engine = engine;
        this.definitions = definitions;
        this.proofs = proofs;
    }

    @Override
    public boolean canRun(OrganizationId organization, String process) {
        return answered(() -> definitions.newest(organization, process).isPresent());
    }

    @Override
    public Optional<ProcessProof> prove(OrganizationId organization, PromotionPolicy policy) {
        return answered(() -> proofs.flatMap(judge -> definitions
                .newest(organization, policy.process())
                .map(definition -> judge.prove(organization, definition, policy))));
    }

    @Override
    public List<ProcessProof> proveRunning(List<PromotionRequest> running, PromotionPolicy policy) {
        if (proofs.isEmpty() || running.isEmpty()) {
            return List.of();
        }
        OrganizationId organization = running.get(0).organization();
        Optional<String> newest =
                definitions.newest(organization, policy.process()).map(ProcessDefinition::getId);
        return running.stream()
                .flatMap(request -> running(request).stream())
                .map(ProcessInstance::getProcessDefinitionId)
                .distinct()
                .filter(id -> !newest.equals(Optional.of(id)))
                .map(id -> proofs.get().prove(organization, definitions.byId(id), policy))
                .toList();
    }

    @Override
    public void start(PromotionRequest request) {
        PromotionKey key = new PromotionKey(request.organization(), request.id());
        ProcessDefinition definition = definitions
                .newest(request.organization(), request.process())
                .orElseThrow(() -> new IllegalStateException("There is no process " + request.process() + "."));
        call(running -> running.getRuntimeService()
                .startProcessInstanceById(definition.getId(), request.id().value(), key.variables()));
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
        call(running -> instances(request).stream()
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
    List<String> instances(PromotionRequest request) {
        List<String> found = new ArrayList<>(List.of(instance(request).getId()));
        for (int i = 0; i < found.size(); i++) {
            engine.getRuntimeService()
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
        call(running -> Settled.complete(running, idOf(task), variables));
    }

    private Optional<Task> openTask(HumanTask task) {
        return Optional.ofNullable(
                engine.getTaskService().createTaskQuery().taskId(idOf(task)).singleResult());
    }

    private static String idOf(HumanTask task) {
        return task.flowRef().substring(task.flowRef().indexOf('/') + 1);
    }

    private ProcessInstance instance(PromotionRequest request) {
        return running(request)
                .orElseThrow(() -> new IllegalStateException("No process runs for promotion " + request.id() + "."));
    }

    private Optional<ProcessInstance> running(PromotionRequest request) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.id().value())
                .rootProcessInstances()
                .list()
                .stream()
                .filter(definitions::areOf)
                .findFirst();
    }

    private void call(Consumer<ProcessEngine> use) {
        retryable(() -> use.accept(engine));
    }

    /** The engine's lost races become ours, so that the whole unit of work is repeated. */
    static void retryable(Runnable use) {
        answered(() -> {
            use.run();
            return true;
        });
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (OptimisticLockingException e) {
            throw new UnavailableException("engine.busy", "Somebody else changed the process at this moment.", e);
        } catch (ProcessEngineException e) {
            // A database that went away under the engine is as passing as one that went away under core.
            throw PassingFaults.in(e).<RuntimeException>map(Function.identity()).orElse(e);
        }
    }
}
