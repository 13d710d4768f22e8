package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.Expressions;
import java.lang.reflect.Method;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/**
 * Expressions that can do nothing but what {@link Expressions} allows, wherever the engine takes them from: a file that
 * slipped in, a stored query, an argument of an API. One that asks for more still lets its process be read, so that
 * running promotions are not lost; evaluating it fails.
 */
final class LockedExpressions extends JuelExpressionManager {
    private final StepVocabulary vocabulary;
    private final Expressions expressions;

    LockedExpressions(StepVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(vocabulary.words());
    }

    @Override
    public Expression createExpression(String text) {
        if (!Expressions.isIn(text)) {
            return super.createExpression(text);
        }
        if (expressions.step(text).isEmpty()) {
            Optional<String> objection = expressions.objection(text);
            if (objection.isPresent()) {
                return new Refused(text, objection.get());
            }
        }
        return new InProcess(createValueExpression(text), this, text);
    }

    /** No functions, not even the engine's own. */
    @Override
    public void addFunction(String name, Method function) {}

    @Override
    protected ELResolver createElResolver() {
        return new LockedResolver(vocabulary, expressionFactory);
    }

    /** Has a meaning only inside a process instance. A query is none, and evaluating its parts is how code got in. */
    private static final class InProcess extends JuelExpression {
        InProcess(ValueExpression expression, JuelExpressionManager manager, String text) {
            super(expression, manager, text);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            if (scope == null) {
                throw new ProcessEngineException("Expressions are evaluated inside a process instance only.");
            }
            return super.getValue(scope, execution);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            throw new ProcessEngineException("Expressions are read, not written.");
        }
    }

    private static final class Refused implements Expression {
        private final String text;
        private final String objection;

        Refused(String text, String objection) {
            this.text = text;
            this.objection = objection;
        }

        @Override
        public Object getValue(VariableScope scope) {
            throw refusal();
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            throw refusal();
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            throw refusal();
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            throw refusal();
        }

        @Override
        public boolean isLiteralText() {
            return false;
        }

        @Override
        public String getExpressionText() {
            return text;
        }

        /** With a cause: for the retries of jobs the engine asks for it unseen. */
        private ProcessEngineException refusal() {
            return new ProcessEngineException(
                    "This expression is not evaluated: " + objection + ".",
                    new UnsupportedOperationException(objection));
        }
    }
}
