package io.sluice.promotion.bpmn.engine;

import static java.util.Objects.requireNonNull;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.bpmn.verify.file.Expressions;
import io.sluice.promotion.input.Identifier;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
 * @param topics what the external tasks of each topic mean
 * @param delegates what the steps among the beans mean, by their names
 */
public record StepVocabulary(Map<String, Object> beans, Map<String, Step> topics, Map<String, Step> delegates) {
    private static final Step OF_THE_HOST = new Step(Effect.HOST, Set.of(), Set.of());

    /** Refuses names that no expression can spell. */
    public StepVocabulary {
        beans = Map.copyOf(beans);
        topics = Map.copyOf(topics);
        delegates = Map.copyOf(delegates);
        beans.keySet().forEach(StepVocabulary::requireName);
        topics.keySet().forEach(topic -> Identifier.require("topic", topic));
    }

    /** The library's own names mean what they always mean; any other one is a step of the host that throws no errors. */
    public StepVocabulary(Map<String, Object> beans, Set<String> topics) {
        this(
                beans,
                meanings(topics.stream(), Vocabulary.standard().topics()),
                meanings(
                        beans.keySet().stream().filter(bean -> isStep(beans.get(bean))),
                        Vocabulary.standard().delegates()));
    }

    private static Map<String, Step> meanings(Stream<String> names, Map<String, Step> known) {
        return names.collect(Collectors.toMap(name -> name, name -> known.getOrDefault(name, OF_THE_HOST)));
    }

    /** The same by names alone, for whoever judges a file without the objects. */
    public Vocabulary words() {
        Map<String, Set<String>> calls = new HashMap<>();
        beans.forEach((bean, object) -> {
            if (!isStep(object)) {
                calls.put(bean, callable(object).map(StepVocabulary::signature).collect(Collectors.toSet()));
            }
        });
        return new Vocabulary(topics, delegates, calls);
    }

    private static String signature(Method method) {
        return method.getName() + "/" + method.getParameterCount();
    }

    /** Whether {@code delegateExpression} may name this bean. */
    public boolean isStep(String bean) {
        return isStep(beans.get(bean));
    }

    private static boolean isStep(@Nullable Object object) {
        return object instanceof JavaDelegate || object instanceof Supplier<?>;
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
        return callable(object)
                .filter(candidate -> candidate.getName().equals(method) && candidate.getParameterCount() == arguments)
                .toList();
    }

    private static Stream<Method> callable(Object bean) {
        return lineage(bean.getClass())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(candidate -> Modifier.isPublic(candidate.getModifiers())
                        && !Modifier.isStatic(candidate.getModifiers())
                        && !candidate.isBridge()
                        && !isOfObject(candidate));
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
