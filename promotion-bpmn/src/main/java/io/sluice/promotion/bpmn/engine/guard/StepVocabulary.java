package io.sluice.promotion.bpmn.engine.guard;

import static java.util.Objects.requireNonNull;

import io.sluice.promotion.input.Identifier;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;

/**
 * Everything a process file may name. A host that adds a step of its own adds it here, and nowhere else can a process
 * reach the host.
 *
 * <p>A bean is one of three things. A {@link JavaDelegate} is a step: {@code delegateExpression} may name it, nothing
 * may call it. A {@link Supplier} is a step that is made anew each time; a step with {@code camunda:field} has to be one,
 * because the engine writes the field into the object. Any other object may be called from expressions: each public
 * method of its class, so register objects that are small and made for it.
 *
 * @param beans the beans by the name a process file uses
 * @param topics the topics of external tasks
 */
public record StepVocabulary(Map<String, Object> beans, Set<String> topics) {
    /** Refuses names that no expression can spell. */
    public StepVocabulary {
        beans = Map.copyOf(beans);
        topics = Set.copyOf(topics);
        beans.keySet().forEach(StepVocabulary::requireName);
        topics.forEach(topic -> Identifier.require("topic", topic));
    }

    /** Whether {@code delegateExpression} may name this bean. */
    public boolean isStep(String bean) {
        Object object = beans.get(bean);
        return object instanceof JavaDelegate || object instanceof Supplier<?>;
    }

    /** Whether each use of this step gets an object of its own. */
    public boolean isMadeAnew(String bean) {
        return beans.get(bean) instanceof Supplier<?>;
    }

    /** The object a process works with when it names this bean, or null when there is no such bean. */
    public @Nullable Object resolve(String bean) {
        Object object = beans.get(bean);
        return object instanceof Supplier<?> supplier ? requireNonNull(supplier.get(), bean) : object;
    }

    /** The methods an expression may call on this bean under this name with so many arguments. */
    public List<Method> methods(String bean, String method, int arguments) {
        Object object = beans.get(bean);
        if (object == null || isStep(bean)) {
            return List.of();
        }
        return lineage(object.getClass())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(candidate -> Modifier.isPublic(candidate.getModifiers())
                        && !Modifier.isStatic(candidate.getModifiers())
                        && !candidate.isBridge()
                        && candidate.getName().equals(method)
                        && candidate.getParameterCount() == arguments
                        && !isOfObject(candidate))
                .toList();
    }

    private static Stream<Class<?>> lineage(Class<?> type) {
        return Stream.<Class<?>>iterate(
                type, each -> each != null && !each.getName().startsWith("java."), Class::getSuperclass);
    }

    /** What every object has ({@code getClass}, {@code wait}, …) is never for expressions, overridden or not. */
    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(each -> each.getName().equals(method.getName()));
    }

    private static void requireName(String bean) {
        if (!Expressions.isIdentifier(bean) || Expressions.isReserved(bean)) {
            throw new IllegalArgumentException("A bean cannot be called " + bean + " in a process.");
        }
    }
}
