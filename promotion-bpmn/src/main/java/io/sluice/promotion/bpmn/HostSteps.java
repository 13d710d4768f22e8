package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.engine.StepVocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.bpmn.verify.file.Expressions;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The steps that a host has added to those of the library, and what they may do. */
final class HostSteps {
    private static final String RESERVED = "promotion";

    private final Map<String, HostStep> topics;
    private final Map<String, JavaDelegate> delegates;
    private final Vocabulary words;

    private HostSteps(Map<String, HostStep> topics, Map<String, JavaDelegate> delegates, Vocabulary words) {
        this.topics = Map.copyOf(topics);
        this.delegates = Map.copyOf(delegates);
        this.words = words;
    }

    static HostSteps none() {
        return new HostSteps(Map.of(), Map.of(), new Vocabulary(Map.of(), Map.of(), Map.of()));
    }

    HostSteps withTopic(String topic, HostStep step) {
        Identifier.require("topic", topic);
        requireFree("topic", topic, topics.keySet());
        Map<String, HostStep> more = new HashMap<>(topics);
        more.put(topic, step);
        return new HostSteps(more, delegates, words.withTopic(topic, meaning(step.effect(), step.errors())));
    }

    HostSteps withDelegate(String bean, Effect effect, Set<String> errors, JavaDelegate delegate) {
        if (!Expressions.isIdentifier(bean) || Expressions.isReserved(bean)) {
            throw new InvalidInputException(
                    "delegate", "step.name", "No expression of a process can spell the name of this delegate.");
        }
        requireFree("delegate", bean, delegates.keySet());
        Map<String, JavaDelegate> more = new HashMap<>(delegates);
        more.put(bean, declared(bean, Set.copyOf(errors), delegate));
        return new HostSteps(topics, more, words.withDelegate(bean, meaning(effect, errors)));
    }

    private static void requireFree(String field, String name, Set<String> taken) {
        if (name.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
            throw new InvalidInputException(
                    field, "step.reserved", "Names that begin with \"" + RESERVED + "\" belong to the library.");
        }
        if (taken.contains(name)) {
            throw new InvalidInputException(field, "step.duplicate", "There are two steps called " + name + ".");
        }
    }

    private static Step meaning(Effect effect, Set<String> errors) {
        if (effect != Effect.HOST && effect != Effect.HOST_CHANGES) {
            throw new InvalidInputException(
                    "effect", "step.effect", "A step of the host cannot stand for " + effect + ".");
        }
        errors.forEach(error -> Identifier.require("error", error));
        return new Step(effect, errors, Set.of());
    }

    /** What nobody was told of nobody could catch; the engine would then end the path without a word. */
    private static JavaDelegate declared(String bean, Set<String> errors, JavaDelegate delegate) {
        return execution -> {
            try {
                delegate.execute(execution);
            } catch (BpmnError e) {
                requireDeclared(bean, errors, e.getErrorCode());
                throw e;
            }
        };
    }

    private static void requireDeclared(String step, Set<String> errors, String error) {
        if (!errors.contains(error)) {
            throw new IllegalStateException(
                    "Step " + step + " ended with the error " + error + ", which it does not declare.");
        }
    }

    /** The topics of the host. */
    Set<String> topics() {
        return topics.keySet();
    }

    /** Has the host do the work of a topic. */
    HostStep.Result run(String topic, HostWork work) {
        HostStep step = topics.get(topic);
        if (step == null) {
            throw new IllegalArgumentException("Nobody serves topic " + topic + ".");
        }
        HostStep.Result result = Objects.requireNonNull(step.run(work), topic);
        if (result instanceof HostStep.Result.Failed failed) {
            Set<String> declared =
                    Objects.requireNonNull(words.topics().get(topic), topic).errors();
            requireDeclared(topic, declared, failed.error());
        }
        return result;
    }

    /** These steps together with those of the library. */
    StepVocabulary with(StepVocabulary library) {
        Map<String, Object> beans = new HashMap<>(library.beans());
        beans.putAll(delegates);
        Map<String, Step> allTopics = new HashMap<>(library.topics());
        allTopics.putAll(words.topics());
        Map<String, Step> allDelegates = new HashMap<>(library.delegates());
        allDelegates.putAll(words.delegates());
        return new StepVocabulary(beans, allTopics, allDelegates);
    }
}
