package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.HostStep;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.spi.Deployer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/** The beans of the application that are meant for Sluice. */
final class HostParts {
    private final ListableBeanFactory beans;

    HostParts(ListableBeanFactory beans) {
        this.beans = beans;
    }

    <T> Optional<T> one(Class<T> type) {
        return Optional.ofNullable(beans.getBeanProvider(type).getIfAvailable());
    }

    <T> Stream<T> all(Class<T> type) {
        return beans.getBeanProvider(type).orderedStream();
    }

    /** Only under that name: a bean of this type that the application uses elsewhere is not meant. */
    <T> Optional<T> named(String name, Class<T> type) {
        return beans.containsBean(name) && beans.isTypeMatch(name, type)
                ? Optional.of(beans.getBean(name, type))
                : Optional.empty();
    }

    Deployer deployer() {
        try {
            return one(Deployer.class)
                    .orElseThrow(() -> new SluiceSetupException(
                            "There is no Deployer bean: nothing says what it means that a version is live.",
                            "Write a bean of type io.sluice.promotion.spi.Deployer, or set sluice.enabled to false."));
        } catch (NoUniqueBeanDefinitionException e) {
            throw new SluiceSetupException(
                    "There are several Deployer beans.", "Keep one, or mark one of them with @Primary.", e);
        }
    }

    ProcessEngine engine() {
        try {
            return one(ProcessEngine.class)
                    .orElseThrow(() -> new SluiceSetupException(
                            "Promotions shall run on the application's process engine (sluice.engine is host), but there"
                                    + " is no ProcessEngine bean.",
                            "Add camunda-bpm-spring-boot-starter or another bean that makes an engine, or set"
                                    + " sluice.engine to own."));
        } catch (NoUniqueBeanDefinitionException e) {
            throw new SluiceSetupException(
                    "Promotions shall run on the application's process engine (sluice.engine is host), but there are"
                            + " several ProcessEngine beans.",
                    "Mark the one that promotions run on with @Primary.",
                    e);
        }
    }

    void addSteps(SluiceEngine.Builder engine) {
        Map<String, HostStep> steps = beans.getBeansOfType(HostStep.class);
        steps.forEach((bean, step) -> engine.step(
                marker(bean)
                        .map(PromotionStep::value)
                        .filter(topic -> !topic.isEmpty())
                        .orElse(bean),
                step));
        for (String bean : beans.getBeanNamesForType(JavaDelegate.class)) {
            marker(bean).ifPresent(marker -> addDelegate(engine, bean, marker));
        }
    }

    private void addDelegate(SluiceEngine.Builder engine, String bean, PromotionStep marker) {
        String name = marker.value().isEmpty() ? bean : marker.value();
        Effect effect = marker.effect();
        engine.delegate(name, effect, Set.of(marker.errors()), beans.getBean(bean, JavaDelegate.class));
    }

    private Optional<PromotionStep> marker(String bean) {
        return Optional.ofNullable(beans.findAnnotationOnBean(bean, PromotionStep.class));
    }
}
