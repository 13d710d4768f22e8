package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.bpmn.deploy.PromotionState.Element;
import io.sluice.promotion.bpmn.deploy.PromotionState.Flow;
import io.sluice.promotion.bpmn.deploy.PromotionState.Incident;
import io.sluice.promotion.bpmn.deploy.PromotionState.Timer;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.process.TraceEntry.Kind;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;

/** Reads where promotions stand: what they came through from our trace, what waits now from the engine. */
final class States {
    private final ProcessEngine engine;
    private final ProcessRecords records;
    private final Definitions definitions;

    States(ProcessEngine engine, ProcessRecords records, Definitions definitions) {
        this.engine = engine;
        this.records = records;
        this.definitions = definitions;
    }

    PromotionState of(PromotionRequest request) {
        List<TraceEntry> trace = records.trace(request.organization(), request.id());
        Optional<ProcessInstance> instance = engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(request.id().value())
                .rootProcessInstances()
                .list()
                .stream()
                .filter(definitions::areOf)
                .findFirst();
        ProcessDefinition definition = instance.map(running -> definitions.byId(running.getProcessDefinitionId()))
                .or(() -> last(request, trace))
                .orElseThrow(() -> new NotFoundException("process"));
        Map<String, Element> elements = new LinkedHashMap<>();
        Map<String, Integer> flows = new LinkedHashMap<>();
        trace.forEach(entry -> entry.steps().forEach(step -> {
            if (step.kind() == Kind.TAKEN) {
                flows.merge(step.element(), 1, Integer::sum);
            } else {
                elements.compute(step.element(), (id, known) -> after(id, known, step.kind(), entry.at()));
            }
        }));
        return new PromotionState(
                request.id(),
                definition.getKey(),
                definition.getVersion(),
                Definitions.isOwn(definition),
                definitions.digest(definition),
                instance.isPresent(),
                List.copyOf(elements.values()),
                flows.entrySet().stream()
                        .map(flow -> new Flow(flow.getKey(), flow.getValue()))
                        .toList(),
                instance.map(this::incidents).orElseGet(List::of),
                instance.map(this::timers).orElseGet(List::of),
                records.stages(request));
    }

    private Optional<ProcessDefinition> last(PromotionRequest request, List<TraceEntry> trace) {
        return trace.isEmpty()
                ? Optional.empty()
                : definitions.exactly(
                        request.organization(),
                        trace.get(trace.size() - 1).process(),
                        trace.get(trace.size() - 1).version(),
                        trace.get(trace.size() - 1).own());
    }

    private static Element after(String id, @Nullable Element known, Kind kind, Instant at) {
        Element before = known == null ? new Element(id, 0, 0, 0, at, Optional.empty()) : known;
        return switch (kind) {
            case BEGUN -> new Element(id, before.active() + 1, before.done(), before.interrupted(), at, before.until());
            case DONE ->
                new Element(
                        id,
                        Math.max(0, before.active() - 1),
                        before.done() + 1,
                        before.interrupted(),
                        before.since(),
                        Optional.of(at));
            case CANCELLED ->
                new Element(
                        id,
                        Math.max(0, before.active() - 1),
                        before.done(),
                        before.interrupted() + 1,
                        before.since(),
                        Optional.of(at));
            case TAKEN -> before;
        };
    }

    private List<Incident> incidents(ProcessInstance instance) {
        return engine.getRuntimeService().createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                .map(incident -> new Incident(
                        incident.getActivityId(),
                        incident.getIncidentMessage() == null ? "" : incident.getIncidentMessage(),
                        incident.getIncidentTimestamp().toInstant()))
                .toList();
    }

    private List<Timer> timers(ProcessInstance instance) {
        ManagementService management = engine.getManagementService();
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .timers()
                .orderByJobDuedate()
                .asc()
                .list()
                .stream()
                .filter(job -> job.getDuedate() != null)
                .map(job -> new Timer(element(management, job), job.getDuedate().toInstant()))
                .toList();
    }

    private static String element(ManagementService management, Job job) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }
}
