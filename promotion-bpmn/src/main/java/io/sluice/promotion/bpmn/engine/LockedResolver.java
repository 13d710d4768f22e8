package io.sluice.promotion.bpmn.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What a name in an expression stands for: an allowed bean, the execution, or a process variable, in this order, so that
 * no variable can pose as a bean. Nothing has properties, and only the beans' own methods can be called.
 */
final class LockedResolver extends ELResolver {
    private static final String EXECUTION = "execution";

    private final StepVocabulary vocabulary;
    private final ExpressionFactory conversion;

    LockedResolver(StepVocabulary vocabulary, ExpressionFactory conversion) {
        this.vocabulary = vocabulary;
        this.conversion = conversion;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
        if (base != null) {
            throw new PropertyNotFoundException("A value has no properties in an expression.");
        }
        String name = String.valueOf(property);
        VariableScope scope = (VariableScope) context.getContext(VariableScope.class);
        Object bean = vocabulary.resolve(name);
        if (bean != null) {
            context.setPropertyResolved(true);
            return bean;
        }
        if (name.equals(EXECUTION)) {
            context.setPropertyResolved(true);
            return execution(scope);
        }
        if (scope != null && scope.hasVariable(name)) {
            context.setPropertyResolved(true);
            return scope.getVariable(name);
        }
        return null;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?> @Nullable [] types, Object[] arguments) {
        Optional<Method> target = vocabulary.beans().entrySet().stream()
                .filter(bean -> bean.getValue() == base)
                .map(Map.Entry::getKey)
                .flatMap(bean -> vocabulary.methods(bean, String.valueOf(method), arguments.length).stream())
                .findFirst();
        if (target.isEmpty()) {
            throw new MethodNotFoundException("\"" + method + "\" may not be called in an expression.");
        }
        context.setPropertyResolved(true);
        return call(base, target.get(), arguments);
    }

    private @Nullable Object call(Object bean, Method method, Object[] given) {
        Object[] arguments = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            arguments[i] = type.isInstance(given[i]) ? given[i] : conversion.coerceToType(given[i], type);
        }
        try {
            // The bean was handed to us to be called; its class need not be public.
            method.trySetAccessible();
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw new ELException("\"" + method.getName() + "\" failed.", e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException("\"" + method.getName() + "\" cannot be reached.", e);
        }
    }

    private static @Nullable Object execution(@Nullable VariableScope scope) {
        if (scope instanceof ExecutionEntity) {
            return scope;
        }
        return scope instanceof TaskEntity task ? task.getExecution() : null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
        throw new ELException("Expressions are read, not written.");
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return null;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return null;
    }
}
