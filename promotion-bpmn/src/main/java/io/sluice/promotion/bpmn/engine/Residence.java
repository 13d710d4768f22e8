package io.sluice.promotion.bpmn.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.jspecify.annotations.Nullable;

/**
 * What the library's processes in an engine of the host hang on: the steps they may name, who judges their files, what
 * happens at marked elements. It is there from the moment when Sluice is started on the engine until it is closed.
 *
 * @param expressions all that their expressions can do
 * @param guard judges a file
 * @param gate judges the files of a deployment together
 * @param marked what the library does at marked elements
 */
record Residence(LockedExpressions expressions, BpmnGuard guard, DeploymentGate gate, MarkedElements marked) {
    private static final String MARK = "sluice";

    /** Nobody is at home: the engine runs, Sluice does not. Nothing that happens then counts as a failure of a step. */
    static final class Away extends ProcessEngineException {
        private static final long serialVersionUID = 1L;

        Away() {
            super("Promotions rest: Sluice is not started on this engine.");
        }
    }

    static Residence of(StepVocabulary vocabulary, DeploymentGate gate, MarkedElements marked) {
        return new Residence(new LockedExpressions(vocabulary), new BpmnGuard(vocabulary), gate, marked);
    }

    /** Asks the gate and the guard about one of the library's deployments. */
    GuardedDeployer deployer() {
        return new GuardedDeployer(gate, List.of(guard));
    }

    /** Marks a definition, as the engine holds it, as one of the library's. */
    static void mark(ProcessDefinitionImpl definition) {
        definition.setProperty(MARK, true);
    }

    static boolean isMarked(ProcessDefinitionImpl definition) {
        return Boolean.TRUE.equals(definition.getProperty(MARK));
    }

    /** Whether an expression that is evaluated in this scope belongs to one of the library's processes. */
    static boolean isMarked(@Nullable VariableScope scope) {
        if (scope instanceof TaskEntity task) {
            return isMarked((VariableScope) task.getExecution());
        }
        return scope instanceof ExecutionEntity execution && isMarked(execution.getProcessDefinition());
    }
}
