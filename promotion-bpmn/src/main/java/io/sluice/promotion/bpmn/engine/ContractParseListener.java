package io.sluice.promotion.bpmn.engine;

import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Finds the elements that carry the contract's extension properties and adds the library's listeners to them. */
public final class ContractParseListener extends AbstractBpmnParseListener {
    private static final String STEP = "promotion.step";
    private static final String STAGE = "promotion.stage";
    private static final String OUTCOME = "promotion.outcome";

    private final ContractListeners listeners;

    /** Adds these listeners. */
    public ContractParseListener(ContractListeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        Optional<String> step = property(element, STEP);
        if (step.isEmpty()) {
            return;
        }
        TaskListener reached = switch (step.get()) {
            case "approval" -> listeners.approvalReached(property(element, STAGE));
            case "repair" -> listeners.repairReached();
            default ->
                throw new IllegalArgumentException(
                        "User task " + activity.getId() + " has the unknown step " + step.get() + ".");
        };
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, reached);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, listeners.completing());
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        property(element, OUTCOME)
                .ifPresent(outcome ->
                        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.ended(outcome)));
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if ("external".equals(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "type"))) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.workReached());
        }
    }

    private static Optional<String> property(Element element, String name) {
        Element extensions = element.element("extensionElements");
        Element properties =
                extensions == null ? null : extensions.elementNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "properties");
        if (properties == null) {
            return Optional.empty();
        }
        return properties.elementsNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "property").stream()
                .filter(property -> name.equals(property.attribute("name")))
                .map(property -> property.attribute("value"))
                .findFirst();
    }
}
