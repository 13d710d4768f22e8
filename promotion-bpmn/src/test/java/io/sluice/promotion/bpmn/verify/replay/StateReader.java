package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.replay.Action.Kind;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.management.JobDefinition;

/** Reads where the one process stands that runs in a bare engine. */
final class StateReader {
    private static final int CYCLES = 2;

    private final ProcessEngine engine;
    private final Marks marks;
    private final Facts facts;
    private final Map<String, ExecutionEntity> executions = new LinkedHashMap<>();
    private final Map<String, List<ExecutionEntity>> children = new HashMap<>();
    private final Map<String, List<String>> belongings = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Opportunity> open = new ArrayList<>();

    private StateReader(ProcessEngine engine, Marks marks, Facts facts) {
        this.engine = engine;
        this.marks = marks;
        this.facts = facts;
    }

    static EngineState read(BareEngine bare, Marks marks, Facts facts) {
        return bare.execute(context -> new StateReader(bare.engine(), marks, facts).read());
    }

    private EngineState read() {
        engine.getRuntimeService().createExecutionQuery().list().forEach(execution -> {
            ExecutionEntity entity = (ExecutionEntity) execution;
            executions.put(entity.getId(), entity);
            children.computeIfAbsent(above(entity), id -> new ArrayList<>()).add(entity);
        });
        readVariables();
        readTasks();
        readJobs();
        readSubscriptions();
        List<ExecutionEntity> leaves = executions.values().stream()
                .filter(execution -> !execution.isEventScope())
                .filter(execution -> below(execution.getId()).allMatch(ExecutionEntity::isEventScope))
                .toList();
        leaves.stream()
                .filter(leaf -> leaf.getActivity() != null
                        && "receiveTask".equals(leaf.getActivity().getProperty("type"))
                        && open.stream().noneMatch(other -> other.handle().equals(leaf.getId())))
                .forEach(leaf -> add(Kind.TRIGGER, leaf.getActivityId(), "", leaf.getId(), "", leaf.getId()));
        return new EngineState(
                below("").map(this::text).sorted().collect(Collectors.joining(" ")) + " | " + facts,
                leaves.stream().map(StateReader::place).sorted().toList(),
                distinct(),
                executions.isEmpty());
    }

    private static String place(ExecutionEntity leaf) {
        return String.valueOf(leaf.getActivityId());
    }

    private static String above(ExecutionEntity execution) {
        return Stream.of(
                        java.util.Optional.ofNullable(execution.getParentId()),
                        java.util.Optional.ofNullable(execution.getSuperExecutionId()))
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .orElse("");
    }

    private Stream<ExecutionEntity> below(String id) {
        return children.getOrDefault(id, List.of()).stream();
    }

    private void readVariables() {
        engine.getRuntimeService().createVariableInstanceQuery().list().forEach(variable -> {
            if (!variable.getName().equals("promotionId") && !variable.getName().equals("organizationId")) {
                belongs(variable.getExecutionId(), variable.getName() + "=" + variable.getValue());
            }
        });
    }

    private void readTasks() {
        engine.getTaskService().createTaskQuery().list().forEach(task -> {
            String id = task.getTaskDefinitionKey();
            if (marks.is(id, Effect.APPROVAL)) {
                if (!facts.rejected()) {
                    add(Kind.TASK, id, "APPROVED", task.getId(), "", task.getExecutionId());
                }
                add(Kind.TASK, id, "REJECTED", task.getId(), "", task.getExecutionId());
            } else {
                add(Kind.TASK, id, "", task.getId(), "", task.getExecutionId());
            }
        });
        engine.getExternalTaskService().createExternalTaskQuery().list().forEach(task -> {
            String id = task.getActivityId();
            if (marks.is(id, Effect.CHECKS)) {
                add(Kind.WORK, id, "true", task.getId(), "", task.getExecutionId());
                add(Kind.WORK, id, "false", task.getId(), "", task.getExecutionId());
            } else {
                add(Kind.WORK, id, "", task.getId(), "", task.getExecutionId());
            }
            marks.errors(id).stream()
                    .sorted()
                    .forEach(error -> add(Kind.ERROR, id, error, task.getId(), "", task.getExecutionId()));
        });
    }

    private void readJobs() {
        ManagementService management = engine.getManagementService();
        Map<String, JobDefinition> definitions = management.createJobDefinitionQuery().list().stream()
                .collect(Collectors.toMap(JobDefinition::getId, definition -> definition));
        management.createJobQuery().list().forEach(job -> {
            JobDefinition definition = definitions.get(job.getJobDefinitionId());
            String id = definition.getActivityId();
            if (job instanceof TimerEntity timer) {
                belongs(job.getExecutionId(), "timer " + id);
                if (timer.getRepeat() == null) {
                    add(Kind.TIMER, id, "", job.getId(), "", job.getExecutionId());
                } else if (facts.timesFired(id) < CYCLES) {
                    add(Kind.TIMER, id, "cycle", job.getId(), "", job.getExecutionId());
                }
            } else {
                belongs(job.getExecutionId(), definition.getJobConfiguration() + " " + id);
                add(Kind.CONTINUE, id, definition.getJobConfiguration(), job.getId(), "", job.getExecutionId());
            }
        });
    }

    private void readSubscriptions() {
        RuntimeService runtime = engine.getRuntimeService();
        runtime.createEventSubscriptionQuery().list().forEach(subscription -> {
            EventSubscriptionEntity entity = (EventSubscriptionEntity) subscription;
            String id = entity.getActivityId();
            belongs(entity.getExecutionId(), entity.getEventType() + " " + id);
            if (entity.getEventType().equals("message")) {
                add(Kind.MESSAGE, id, "", entity.getExecutionId(), entity.getEventName(), entity.getExecutionId());
            } else if (entity.getEventType().equals("signal")) {
                add(Kind.SIGNAL, id, "", entity.getExecutionId(), entity.getEventName(), entity.getExecutionId());
            }
        });
    }

    private final Map<Opportunity, String> owners = new HashMap<>();

    private void add(Kind kind, String element, String detail, String handle, String event, String execution) {
        Opportunity opportunity = new Opportunity(new Action(kind, element, detail, 0), handle, event);
        open.add(opportunity);
        owners.put(opportunity, execution);
    }

    private void belongs(String execution, String what) {
        if (execution != null) {
            belongings.computeIfAbsent(execution, id -> new ArrayList<>()).add(what);
        }
    }

    /** An execution with everything in it. */
    private String text(ExecutionEntity execution) {
        String known = texts.get(execution.getId());
        if (known != null) {
            return known;
        }
        String text = execution.getActivityId()
                + (execution.isActive() ? "!" : "")
                + (execution.isConcurrent() ? "+" : "")
                + (execution.isScope() ? "#" : "")
                + (execution.isEventScope() ? "~" : "")
                + belongings.getOrDefault(execution.getId(), List.of()).stream()
                        .sorted()
                        .toList()
                + below(execution.getId()).map(this::text).sorted().collect(Collectors.joining(" ", "(", ")"));
        texts.put(execution.getId(), text);
        return text;
    }

    /** What stands around an execution: where that is the same for two, it does not matter which one is taken. */
    private String around(String execution) {
        StringBuilder around = new StringBuilder();
        for (ExecutionEntity at = executions.get(execution); at != null; at = executions.get(above(at))) {
            around.append(text(at)).append('/');
        }
        return around.toString();
    }

    private List<Opportunity> distinct() {
        Map<Action, Map<String, Opportunity>> byAction = new TreeMap<>(Comparator.comparing(Action::toString));
        open.forEach(opportunity -> byAction.computeIfAbsent(opportunity.action(), action -> new TreeMap<>())
                .putIfAbsent(around(owners.get(opportunity)), opportunity));
        List<Opportunity> distinct = new ArrayList<>();
        byAction.forEach((action, places) -> {
            int nth = 0;
            for (Opportunity opportunity : places.values()) {
                distinct.add(new Opportunity(
                        new Action(action.kind(), action.element(), action.detail(), nth),
                        opportunity.handle(),
                        opportunity.event()));
                nth++;
            }
        });
        return distinct;
    }
}
