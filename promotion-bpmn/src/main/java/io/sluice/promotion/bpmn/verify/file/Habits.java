package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes a process easier to run and to read, and harms nothing when it is missing. */
final class Habits implements ProcessRule {
    private static final Set<Effect> OF_THE_HOST = Set.of(Effect.HOST, Effect.HOST_CHANGES);

    /** As the editor makes them up. */
    private static final Pattern MADE_UP = Pattern.compile("(?:Activity|Event|Gateway|Flow|Task)_[0-9a-z]{7}");

    private final KnownSteps steps;

    Habits(KnownSteps steps) {
        this.steps = steps;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            if (element.is("process")) {
                checkTimeToLive(element, found);
            } else if (Flow.isNode(element)) {
                checkTransaction(element, found);
                checkName(element, found);
                checkId(element, found);
            }
        });
    }

    private static void checkTimeToLive(ProcessElement process, Findings found) {
        if (process.camunda("historyTimeToLive").isEmpty()) {
            found.say(
                    Rule.V_TTL,
                    process,
                    "The process does not say how long its history is kept; it is kept for 180 days.",
                    "Write a history time to live such as P180D.");
        }
    }

    /** External work has a transaction of its own anyway, and the library's delegates write to its own tables only. */
    private void checkTransaction(ProcessElement node, Findings found) {
        boolean inside = KnownSteps.runner(node)
                .filter(runner -> runner.camunda("type").isEmpty())
                .isPresent();
        if (!inside || !steps.hasEffect(node, OF_THE_HOST)) {
            return;
        }
        if (!node.camunda("asyncBefore").orElse("").equals("true")) {
            found.say(
                    Rule.V_ASYNC,
                    node,
                    named(node) + " shares a transaction with what came before it: when it fails, that is undone too,"
                            + " even a person's decision.",
                    "Set \"Asynchronous before\" on it.");
        } else if (node.extensions("failedJobRetryTimeCycle").findAny().isEmpty()) {
            found.hint(
                    Rule.V_ASYNC,
                    node,
                    named(node)
                            + " does not say how often it is tried again; it is tried ten times within half an hour.",
                    "Write a retry time cycle such as R3/PT1M.");
        }
    }

    private static void checkName(ProcessElement node, Findings found) {
        if (needsName(node) && node.attribute("name").orElse("").isBlank()) {
            found.say(
                    Rule.V_NAME,
                    node,
                    named(node) + " has no name; people and the audit trail see its id instead.",
                    "Write into it what happens there.");
        }
    }

    private static boolean needsName(ProcessElement node) {
        return isWork(node)
                || node.isOneOf("boundaryEvent", "intermediateCatchEvent")
                || (node.is("endEvent") && node.property(KnownSteps.OUTCOME).isPresent());
    }

    private static void checkId(ProcessElement node, Findings found) {
        if (isWork(node) && MADE_UP.matcher(node.id()).matches()) {
            found.hint(
                    Rule.V_ID,
                    node,
                    named(node) + " has an id that the editor made up; the audit trail and incidents show it.",
                    "Give it an id that says what it is, such as \"security-review\".");
        }
    }

    private static boolean isWork(ProcessElement node) {
        return node.isOneOf("task", "manualTask", "userTask", "serviceTask", "sendTask", "receiveTask")
                || node.isOneOf("callActivity", "subProcess", "transaction");
    }
}
