package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.EventKind.COMPENSATE;
import static io.sluice.promotion.bpmn.verify.file.EventKind.ESCALATION;
import static io.sluice.promotion.bpmn.verify.file.Places.named;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.stream.Stream;

/**
 * What runs once is not repeated, and what must run is not repeated over a collection: the engine skips it when the
 * collection is empty.
 */
final class Repetitions implements ProcessRule {
    private final KnownSteps steps;

    Repetitions(KnownSteps steps) {
        this.steps = steps;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants()
                .filter(element -> element.is("multiInstanceLoopCharacteristics"))
                .forEach(repetition -> checkRepetition(repetition, found));
        root.withDescendants().filter(Repetitions::undoes).forEach(undoing -> checkUndoing(undoing, found));
    }

    private static boolean undoes(ProcessElement element) {
        return element.attribute("isForCompensation").orElse("").equals("true")
                || (element.is("subProcess")
                        && element.children("startEvent").anyMatch(start -> EventKind.of(start) == COMPENSATE));
    }

    /** It runs as often as what it undoes was done. */
    private void checkUndoing(ProcessElement undoing, Findings found) {
        undoing.withDescendants()
                .filter(node -> steps.runsOnce(node) || steps.isApproval(node))
                .forEach(node -> found.say(
                        Rule.V_STEP,
                        node,
                        named(node) + " undoes something" + within(undoing, node)
                                + ", as often as that was done, but it runs once for a promotion.",
                        "Lead a flow to it instead."));
    }

    private void checkRepetition(ProcessElement repetition, Findings found) {
        ProcessElement repeated = repetition.parent().orElseThrow();
        if (Stream.of("asyncBefore", "asyncAfter")
                .anyMatch(wait -> repetition.camunda(wait).orElse("").equals("true"))) {
            found.say(
                    Rule.V_STEP,
                    repeated,
                    named(repeated) + " pauses in each of its repetitions, which cannot be judged.",
                    "Set \"Asynchronous\" on the step, not on its repetition.");
        }
        boolean counted = repetition.camunda("collection").isEmpty()
                && repetition.children("loopCardinality").findAny().isPresent();
        repeated.withDescendants().forEach(node -> {
            boolean once = steps.runsOnce(node);
            if (!counted && (once || steps.isApproval(node))) {
                found.say(
                        Rule.V_EMPTY_MI,
                        node,
                        named(node) + " is repeated for each entry of a collection" + within(repeated, node)
                                + "; when the collection is empty it does not run at all.",
                        once
                                ? "Remove the repetition."
                                : "Remove the repetition: one step asks as many people as the policy wants.");
            } else if (once) {
                found.say(
                        Rule.V_STEP,
                        node,
                        named(node) + " is repeated" + within(repeated, node) + ", but it runs once for a promotion.",
                        "Remove the repetition.");
            } else if (node.is("endEvent") && node.property(KnownSteps.OUTCOME).isPresent()) {
                found.say(
                        Rule.V_STEP,
                        node,
                        named(node) + " is repeated" + within(repeated, node) + ", but a promotion has one outcome.",
                        "Draw the end with the outcome outside of what is repeated.");
            } else if (node.isOneOf("intermediateThrowEvent", "endEvent") && EventKind.of(node) == ESCALATION) {
                found.say(
                        Rule.V_STEP,
                        node,
                        named(node) + " is repeated" + within(repeated, node)
                                + ", and what catches it would run as often.",
                        "Draw the escalation outside of what is repeated.");
            }
        });
    }

    private static String within(ProcessElement repeated, ProcessElement node) {
        return repeated == node ? "" : " with " + named(repeated);
    }
}
