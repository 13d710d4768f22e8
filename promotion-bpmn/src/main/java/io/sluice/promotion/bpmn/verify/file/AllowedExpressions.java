package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.file.ProcessElement.Name;
import java.util.Set;

/** Text that the engine would evaluate stands only where it is meant to, and does only what is allowed. */
final class AllowedExpressions implements ProcessRule {
    private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of(
            "assignee",
            "candidateUsers",
            "candidateGroups",
            "dueDate",
            "followUpDate",
            "priority",
            "jobPriority",
            "taskPriority",
            "collection");

    private static final Set<String> TEXTS =
            Set.of("conditionExpression", "completionCondition", "timeDuration", "timeDate", "timeCycle");

    private static final Set<String> CAMUNDA_TEXTS = Set.of("inputParameter", "outputParameter", "expression");

    private final Expressions expressions;

    AllowedExpressions(Expressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            element.attributes().forEach((name, value) -> {
                if (Expressions.isIn(value) && !isStep(name, value)) {
                    check(found, element, takes(element, name), name.local(), value);
                }
            });
            if (Expressions.isIn(element.text())) {
                check(found, element, takesText(element), "its text", element.text());
            }
        });
    }

    private void check(Findings found, ProcessElement element, boolean place, String where, String text) {
        if (!place) {
            found.refuse(
                    Rule.V_CODE,
                    "text.expression",
                    element,
                    where + " must not contain an expression",
                    "Write plain text there.");
            return;
        }
        expressions
                .objection(text)
                .ifPresent(why -> found.refuse(
                        Rule.V_CODE,
                        "bpmn.expressionNotAllowed",
                        element,
                        "in " + where + ", " + why,
                        "Compare variables, or call promotionPolicy."));
    }

    /** A step's name is judged where steps are, with a better message. */
    private static boolean isStep(Name name, String value) {
        return name.namespace().equals(ProcessElement.CAMUNDA)
                && name.local().equals("delegateExpression")
                && !value.isEmpty();
    }

    private static boolean takes(ProcessElement element, Name name) {
        if (name.namespace().equals(ProcessElement.CAMUNDA)) {
            return CAMUNDA_ATTRIBUTES.contains(name.local());
        }
        return switch (name.local()) {
            case "sourceExpression", "businessKey" -> element.isCamunda("in") || element.isCamunda("out");
            case "expression" -> element.isCamunda("field");
            default -> false;
        };
    }

    private static boolean takesText(ProcessElement element) {
        String local = element.name().local();
        return element.name().namespace().equals(ProcessElement.CAMUNDA)
                ? CAMUNDA_TEXTS.contains(local)
                : TEXTS.contains(local);
    }
}
