package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.KnownSteps.OUTCOME;
import static io.sluice.promotion.bpmn.verify.file.KnownSteps.STAGE;
import static io.sluice.promotion.bpmn.verify.file.KnownSteps.STEP;
import static io.sluice.promotion.bpmn.verify.file.KnownSteps.TASKS;
import static io.sluice.promotion.bpmn.verify.file.Places.named;
import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.request.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps have the settings they need, spelled as the library reads them, where it reads them. */
final class StepSettings implements ProcessRule {
    private static final Set<Effect> SERVICE_TASKS_ONLY =
            Set.of(Effect.CHECKS, Effect.RESERVE, Effect.CONFIRM, Effect.DEPLOY, Effect.VERIFY, Effect.ROLL_BACK);

    private static final Set<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final KnownSteps steps;

    StepSettings(KnownSteps steps) {
        this.steps = steps;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            checkProperties(element, found);
            if (element.is("userTask") && element.property(STEP).isEmpty()) {
                found.say(
                        Rule.V_STEP,
                        "bpmn.property",
                        element,
                        "Nobody can complete the user task " + named(element) + ": it is no step of a promotion.",
                        "Choose Approve or Repair by hand for it (extension property " + STEP + ").");
            }
            steps.step(element).ifPresent(step -> checkStep(element, step, found));
        });
    }

    private static void checkProperties(ProcessElement element, Findings found) {
        Set<String> seen = new HashSet<>();
        element.extensions("properties")
                .flatMap(properties -> properties.children().stream())
                .forEach(property -> {
                    String name = property.attribute("name").orElse("");
                    if (name.strip().toLowerCase(Locale.ROOT).startsWith("promotion.")) {
                        checkProperty(element, name, property.attribute("value").orElse(""), seen.add(name), found);
                    }
                });
    }

    private static void checkProperty(
            ProcessElement element, String name, String value, boolean first, Findings found) {
        if (!first) {
            misplaced(element, found, "has " + name + " twice", "Remove one of them.");
        }
        switch (name) {
            case STEP -> {
                if (!element.is("userTask")) {
                    misplaced(element, found, "has " + STEP + ", which only a user task can have", "Remove it.");
                } else if (!TASKS.containsKey(value)) {
                    unknown(element, name, value, TASKS.keySet(), found);
                }
            }
            case STAGE -> {
                if (!element.property(STEP).filter("approval"::equals).isPresent()) {
                    misplaced(element, found, "has " + STAGE + ", which only an approval step can have", "Remove it.");
                }
            }
            case OUTCOME -> {
                if (!element.is("endEvent")) {
                    misplaced(element, found, "has " + OUTCOME + ", which only an end event can have", "Remove it.");
                } else if (!OUTCOMES.contains(value)) {
                    unknown(element, name, value, OUTCOMES, found);
                }
            }
            default ->
                misplaced(
                        element,
                        found,
                        "has the property \"" + shown(name) + "\", which means nothing",
                        "Known are " + STEP + ", " + STAGE + " and " + OUTCOME + ".");
        }
    }

    private static void misplaced(ProcessElement element, Findings found, String what, String repair) {
        found.say(Rule.V_STEP, "bpmn.property", element, Places.shown(element) + " " + what + ".", repair);
    }

    private static void unknown(ProcessElement element, String name, String value, Set<String> known, Findings found) {
        found.say(
                Rule.V_STEP,
                "bpmn.unknownValue",
                element,
                named(element) + " has " + name + "=\"" + shown(value) + "\", which there is not.",
                "Write one of " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    private static void checkStep(ProcessElement node, Step step, Findings found) {
        if (SERVICE_TASKS_ONLY.contains(step.effect()) && !node.is("serviceTask")) {
            found.say(
                    Rule.V_STEP,
                    node,
                    named(node) + " runs a step of the library, and is no service task.",
                    "Draw it as a service task.");
        }
        if (!step.fields().isEmpty()) {
            checkFields(node, step, found);
        }
    }

    private static void checkFields(ProcessElement node, Step step, Findings found) {
        List<ProcessElement> fields =
                KnownSteps.runner(node).orElse(node).extensions("field").toList();
        for (String wanted : step.fields()) {
            List<ProcessElement> given = fields.stream()
                    .filter(field -> field.attribute("name").orElse("").equals(wanted))
                    .toList();
            if (given.size() != 1 || isEmpty(given.get(0))) {
                found.say(
                        Rule.V_STEP,
                        "bpmn.field",
                        node,
                        named(node) + " needs the field \"" + wanted + "\", once and not empty.",
                        "Write what it shall say into the field.");
            }
        }
        fields.stream()
                .map(field -> field.attribute("name").orElse(""))
                .filter(name -> !step.fields().contains(name))
                .forEach(name -> found.say(
                        Rule.V_STEP,
                        "bpmn.field",
                        node,
                        named(node) + " has the field \"" + shown(name) + "\", which this step does not take.",
                        "Remove it."));
    }

    /** The engine takes the attribute before the elements. */
    private static boolean isEmpty(ProcessElement field) {
        return Stream.concat(
                        Stream.of("stringValue", "expression")
                                .flatMap(attribute -> field.attribute(attribute).stream()),
                        field.children().stream().map(ProcessElement::text))
                .allMatch(String::isBlank);
    }
}
