package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.CallableElement;
import org.camunda.bpm.engine.impl.core.variable.mapping.value.ParameterValueProvider;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/** Lets a process call what its own organization deployed, and otherwise what serves everybody; never a third one's. */
final class CalledTenant extends AbstractBpmnParseListener {
    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (activity.getActivityBehavior() instanceof CallActivityBehavior behavior) {
            CallableElement called = behavior.getCallableElement();
            called.setTenantIdProvider(new Nearest(called));
        }
    }

    private record Nearest(CallableElement called) implements ParameterValueProvider {
        @Override
        public @Nullable Object getValue(VariableScope scope) {
            if (!(scope instanceof ExecutionEntity execution)) {
                return null;
            }
            String caller = execution.getProcessDefinition().getTenantId();
            boolean own = caller != null
                    && Context.getCommandContext()
                                    .getProcessDefinitionManager()
                                    .findLatestProcessDefinitionByKeyAndTenantId(called.getDefinitionKey(scope), caller)
                            != null;
            return own ? caller : null;
        }

        /** Depends on what was deployed when the call is made. */
        @Override
        public boolean isDynamic() {
            return true;
        }
    }
}
