package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.jspecify.annotations.Nullable;

/** Hangs the listeners of {@link MarkedElements} on what the engine has read. */
final class MarkedElementsListener extends AbstractBpmnParseListener {
    private static final List<String> TASK_EVENTS =
            List.of(TaskListener.EVENTNAME_CREATE, TaskListener.EVENTNAME_COMPLETE, TaskListener.EVENTNAME_DELETE);

    private static final Namespace CAMUNDA = new Namespace(ProcessElement.CAMUNDA);

    private final MarkedElements marked;

    MarkedElementsListener(MarkedElements marked) {
        this.marked = marked;
    }

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
        marked.alongTheWay().ifPresent(recorder -> processes.forEach(process -> Trace.follow(process, recorder)));
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        marked.atProcessEnd()
                .ifPresent(listener ->
                        process.addBuiltInListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> {
                            if (execution.getSuperExecution() == null) {
                                listener.notify(execution);
                            }
                        }));
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl end) {
        marked.atEnd(properties(element))
                .ifPresent(listener -> end.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener));
        listenOutside(end);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl task) {
        listenOutside(task);
    }

    @Override
    public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl task) {
        listenOutside(task);
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl event) {
        listenOutside(event);
    }

    private void listenOutside(ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
            marked.atExternalTask()
                    .ifPresent(listener -> activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listener));
        }
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl task) {
        if (task.getActivityBehavior() instanceof UserTaskActivityBehavior behavior) {
            marked.onTask(properties(element))
                    .ifPresent(listener -> TASK_EVENTS.forEach(
                            event -> behavior.getTaskDefinition().addBuiltInTaskListener(event, listener)));
        }
    }

    /** Not by the parser's own method, which the engine's forks have renamed. */
    private static Map<String, String> properties(Element element) {
        Element extensions = element.element("extensionElements");
        @Nullable Element properties = extensions == null ? null : extensions.elementNS(CAMUNDA, "properties");
        Map<String, String> values = new HashMap<>();
        if (properties != null) {
            properties
                    .elementsNS(CAMUNDA, "property")
                    .forEach(property -> values.put(property.attribute("name"), property.attribute("value")));
        }
        return values;
    }
}
