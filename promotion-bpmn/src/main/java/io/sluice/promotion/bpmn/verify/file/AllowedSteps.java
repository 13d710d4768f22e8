package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
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
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            if (element.isOneOf("serviceTask", "sendTask")) {
                checkStep(element, found);
            } else if (element.is("messageEventDefinition")) {
                checkMessage(element, found);
            } else if (element.is("callActivity")) {
                checkCall(root, element, found);
            }
        });
    }

    private void checkMessage(ProcessElement definition, Findings found) {
        if (definition.parent().orElseThrow().isOneOf("intermediateThrowEvent", "endEvent")) {
            checkStep(definition, found);
        } else if (definition.camunda("type").isPresent()
                || definition.camunda("topic").isPresent()
                || definition.camunda("delegateExpression").isPresent()) {
            found.refuse(
                    Rule.V_STEP,
                    "bpmn.elementNotAllowed",
                    definition,
                    "an event that waits for a message runs nothing",
                    "Remove its topic or delegate expression.");
        }
    }

    private void checkStep(ProcessElement step, Findings found) {
        Optional<String> delegate = step.camunda("delegateExpression");
        if (step.camunda("type").isEmpty()) {
            checkDelegate(step, delegate.orElse(""), found);
        } else if (delegate.isPresent()) {
            found.refuse(
                    Rule.V_STEP,
                    "bpmn.elementNotAllowed",
                    step,
                    "a step has a topic or a delegate expression, not both",
                    "Remove one of them.");
        } else {
            checkTopic(step, found);
        }
    }

    private void checkTopic(ProcessElement step, Findings found) {
        String topic = step.camunda("topic").orElse("");
        if (!vocabulary.topics().containsKey(topic)) {
            found.refuse(
                    Rule.V_STEP,
                    "bpmn.elementNotAllowed",
                    step,
                    "\"" + shown(topic) + "\" is no known topic"
                            + allowed(vocabulary.topics().keySet()),
                    "Choose one of them, or have the host add yours.");
        }
        step.extensions("field")
                .forEach(field -> found.refuse(
                        Rule.V_STEP,
                        "bpmn.elementNotAllowed",
                        field,
                        "an external task takes input parameters, not fields",
                        "Make it an input parameter."));
    }

    private void checkDelegate(ProcessElement step, String delegate, Findings found) {
        Optional<String> bean = expressions.step(delegate);
        if (bean.isEmpty()) {
            found.refuse(
                    Rule.V_STEP,
                    "bpmn.elementNotAllowed",
                    step,
                    "\"" + shown(delegate) + "\" is no known step" + allowed(steps()),
                    "Choose one of them, or have the host add yours.");
            return;
        }
        Step known = vocabulary.delegates().get(bean.get());
        if (known == null || known.fields().isEmpty()) {
            step.extensions("field")
                    .forEach(field -> found.refuse(
                            Rule.V_STEP,
                            "bpmn.elementNotAllowed",
                            field,
                            "\"" + bean.get() + "\" takes no fields",
                            "Remove it."));
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

    private static void checkCall(ProcessElement root, ProcessElement call, Findings found) {
        String called = call.attribute("calledElement").orElse("");
        if (root.children("process").anyMatch(process -> process.id().equals(called))) {
            found.refuse(
                    Rule.V_CALL, "bpmn.callNotAllowed", call, "the process calls itself", "Lead a flow back instead.");
            return;
        }
        try {
            Identifier.require("calledElement", called);
        } catch (InvalidInputException e) {
            found.refuse(
                    Rule.V_CALL,
                    "bpmn.callNotAllowed",
                    call,
                    "\"" + shown(called) + "\" is not the id of a process",
                    "Name the process by its id.");
        }
    }
}
