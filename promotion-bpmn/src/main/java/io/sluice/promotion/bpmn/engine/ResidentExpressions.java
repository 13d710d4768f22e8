package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.Expressions;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of an engine of the host. Whose an expression is shows when it is evaluated: in one of the library's
 * processes it can do what the library allows and nothing else, anywhere else what the host's engine allows. Most
 * expressions never come here; those do that the engine makes apart from the reading of a file.
 */
final class ResidentExpressions implements ExpressionManager {
    private final ExpressionManager hosts;
    private final Supplier<Residence> residence;

    ResidentExpressions(ExpressionManager hosts, Supplier<Residence> residence) {
        this.hosts = hosts;
        this.residence = residence;
    }

    @Override
    public Expression createExpression(String text) {
        Expression made = hosts.createExpression(text);
        return Expressions.isIn(text) ? new ByOwner(made, text) : made;
    }

    @Override
    public void addFunction(String name, Method function) {
        hosts.addFunction(name, function);
    }

    private final class ByOwner implements Expression {
        private static final long serialVersionUID = 1L;

        private final transient Expression made;
        private final String text;

        ByOwner(Expression made, String text) {
            this.made = made;
            this.text = text;
        }

        private Expression in(@Nullable VariableScope scope) {
            return Residence.isMarked(scope) ? residence.get().expressions().createExpression(text) : made;
        }

        @Override
        public Object getValue(VariableScope scope) {
            return in(scope).getValue(scope);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            return in(scope).getValue(scope, execution);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            in(scope).setValue(value, scope);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            in(scope).setValue(value, scope, execution);
        }

        @Override
        public boolean isLiteralText() {
            return made.isLiteralText();
        }

        @Override
        public String getExpressionText() {
            return made.getExpressionText();
        }
    }
}
