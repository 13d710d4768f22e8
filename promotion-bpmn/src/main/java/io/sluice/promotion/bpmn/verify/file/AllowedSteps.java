package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Collection;
import java.util.Optional;

/** Steps run registered beans or topics, and call activities name one other process. */
final class AllowedSteps implements ProcessRule {
    private final Vocabulary vocabulary;
    private final Expressions expressions;

    AllowedSteps(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(vocabulary);
    }

    @Override
    public void check(ProcessElement root) {
        root.withDescendants().forEach(element -> {
            if (element.isOneOf("serviceTask", "sendTask")) {
                checkStep(element);
            } else if (element.is("messageEventDefinition")) {
                checkMessage(element);
            } else if (element.is("callActivity")) {
                checkCall(root, element);
            }
        });
    }

    private void checkMessage(ProcessElement definition) {
        if (definition.parent().orElseThrow().isOneOf("intermediateThrowEvent", "endEvent")) {
            checkStep(definition);
        } else if (definition.camunda("type").isPresent()
                || definition.camunda("topic").isPresent()
                || definition.camunda("delegateExpression").isPresent()) {
            throw definition.refuse("bpmn.elementNotAllowed", "an event that waits for a message runs nothing");
        }
    }

    private void checkStep(ProcessElement step) {
        Optional<String> delegate = step.camunda("delegateExpression");
        if (step.camunda("type").isPresent()) {
            if (delegate.isPresent()) {
                throw step.refuse("bpmn.elementNotAllowed", "a step has a topic or a delegate expression, not both");
            }
            checkTopic(step);
        } else {
            checkDelegate(step, delegate.orElse(""));
        }
    }

    private void checkTopic(ProcessElement step) {
        String topic = step.camunda("topic").orElse("");
        if (!vocabulary.topics().containsKey(topic)) {
            throw step.refuse(
                    "bpmn.elementNotAllowed",
                    "\"" + shown(topic) + "\" is no known topic"
                            + allowed(vocabulary.topics().keySet()));
        }
        step.extensions("field").findFirst().ifPresent(field -> {
            throw field.refuse("bpmn.elementNotAllowed", "an external task takes input parameters, not fields");
        });
    }

    private void checkDelegate(ProcessElement step, String delegate) {
        String bean = expressions
                .step(delegate)
                .orElseThrow(() -> step.refuse(
                        "bpmn.elementNotAllowed", "\"" + shown(delegate) + "\" is no known step" + allowed(steps())));
        Step known = vocabulary.delegates().get(bean);
        if (known == null || known.fields().isEmpty()) {
            step.extensions("field").findFirst().ifPresent(field -> {
                throw field.refuse("bpmn.elementNotAllowed", "\"" + bean + "\" takes no fields");
            });
        }
    }

    private Collection<String> steps() {
        return vocabulary.delegates().keySet().stream()
                .map(bean -> "${" + bean + "}")
                .toList();
    }

    private static String allowed(Collection<String> names) {
        return names.isEmpty()
                ? ""
                : "; known are "
                        + names.stream().sorted().reduce((a, b) -> a + ", " + b).orElseThrow();
    }

    private static void checkCall(ProcessElement root, ProcessElement call) {
        String called = call.attribute("calledElement").orElse("");
        try {
            Identifier.require("calledElement", called);
        } catch (InvalidInputException e) {
            throw call.refuse("bpmn.callNotAllowed", "\"" + shown(called) + "\" is not the id of a process");
        }
        if (root.children("process").anyMatch(process -> process.id().equals(called))) {
            throw call.refuse("bpmn.callNotAllowed", "the process calls itself");
        }
    }
}
