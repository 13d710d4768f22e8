package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.process.TraceEntry.Kind;
import io.sluice.promotion.process.TraceEntry.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;

/**
 * Collects what process instances do in one command and tells it at the command's end, once for each instance. The engine
 * keeps no history of its own. What a called process does is not told; its call is.
 */
final class Trace implements Session {
    private static final class Path {
        private final Consumer<Way> told;
        private final ProcessDefinitionEntity definition;
        private final List<Step> steps = new ArrayList<>();

        Path(Consumer<Way> told, ProcessDefinitionEntity definition) {
            this.told = told;
            this.definition = definition;
        }
    }

    private final Map<String, Path> paths = new LinkedHashMap<>();

    /** Has every step and flow of a process noted. */
    static void follow(ScopeImpl scope, WayRecorder recorder) {
        for (ActivityImpl step : scope.getActivities()) {
            if (!step.getId().contains("#")) {
                step.addBuiltInListener(ExecutionListener.EVENTNAME_START, note(recorder, step.getId(), Kind.BEGUN));
                step.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution ->
                        note(recorder, execution, step.getId(), execution.isCanceled() ? Kind.CANCELLED : Kind.DONE));
            }
            for (PvmTransition flow : step.getOutgoingTransitions()) {
                ((TransitionImpl) flow)
                        .addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, note(recorder, flow.getId(), Kind.TAKEN));
            }
            follow(step, recorder);
        }
    }

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return Trace.class;
            }

            @Override
            public Session openSession() {
                return new Trace();
            }
        };
    }

    private static ExecutionListener note(WayRecorder recorder, String element, Kind kind) {
        return execution -> note(recorder, execution, element, kind);
    }

    private static void note(WayRecorder recorder, DelegateExecution execution, String element, Kind kind) {
        ExecutionEntity instance = ((ExecutionEntity) execution).getProcessInstance();
        if (instance.getSuperExecution() == null) {
            Context.getCommandContext()
                    .getSession(Trace.class)
                    .paths
                    .computeIfAbsent(
                            instance.getId(), id -> new Path(recorder.begin(instance), instance.getProcessDefinition()))
                    .steps
                    .add(new Step(kind, element));
        }
    }

    @Override
    public void flush() {
        List<Path> told = List.copyOf(paths.values());
        paths.clear();
        told.forEach(path -> path.told.accept(new Way(
                path.definition.getKey(),
                path.definition.getVersion(),
                path.definition.getTenantId() != null,
                path.steps)));
    }

    @Override
    public void close() {}
}
