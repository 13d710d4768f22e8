package io.sluice.promotion.bpmn.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.behavior.ThrowSignalEventActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.event.EventType;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Throws a signal within the promotion alone, with the processes that it called and that called it. The engine would tell
 * everybody who waits for one of that name, promotions of other organizations included.
 */
final class LocalSignal extends ThrowSignalEventActivityBehavior {
    private LocalSignal(EventSubscriptionDeclaration signal) {
        super(signal);
    }

    /** Has every event of a process throw its signal in this way. */
    static void keepInside(ScopeImpl scope, Map<String, EventSubscriptionDeclaration> thrown) {
        for (ActivityImpl step : scope.getActivities()) {
            if (step.getActivityBehavior() instanceof ThrowSignalEventActivityBehavior) {
                EventSubscriptionDeclaration signal = thrown.get(step.getId());
                if (signal == null) {
                    throw new IllegalStateException("It is not known which signal " + step.getId() + " throws.");
                }
                step.setActivityBehavior(new LocalSignal(signal));
            }
            keepInside(step, thrown);
        }
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
        String name = signalDefinition.resolveExpressionOfEventName(execution);
        String businessKey = signalDefinition.getEventPayload().getBusinessKey(execution);
        Map<String, Object> variables = signalDefinition.getEventPayload().getInputVariables(execution);
        for (EventSubscriptionEntity waiting : waiting((ExecutionEntity) execution, name)) {
            if (isActiveIntermediateEventSubscription(waiting)) {
                waiting.eventReceived(variables, null, null, businessKey, signalDefinition.isAsync());
            }
        }
        leave(execution);
    }

    /** Collected before any of them goes on: what begins to wait because of this signal does not get it. */
    private static List<EventSubscriptionEntity> waiting(ExecutionEntity thrower, String name) {
        List<EventSubscriptionEntity> waiting = new ArrayList<>();
        Deque<ExecutionEntity> open = new ArrayDeque<>();
        open.add(Context.getCommandContext()
                .getExecutionManager()
                .findExecutionById(thrower.getRootProcessInstanceId()));
        while (!open.isEmpty()) {
            ExecutionEntity execution = open.remove();
            execution.getEventSubscriptions().stream()
                    .filter(each ->
                            each.isSubscriptionForEventType(EventType.SIGNAL) && name.equals(each.getEventName()))
                    .forEach(waiting::add);
            open.addAll(execution.getExecutions());
            ExecutionEntity called = execution.getSubProcessInstance();
            if (called != null) {
                open.add(called);
            }
        }
        return waiting;
    }
}
