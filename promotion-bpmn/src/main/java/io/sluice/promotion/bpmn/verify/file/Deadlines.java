package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.Optional;
import java.util.stream.Stream;

/** Every approval step ends by itself when nobody decides, and reminds before. */
final class Deadlines implements ProcessRule {
    private final KnownSteps steps;

    Deadlines(KnownSteps steps) {
        this.steps = steps;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        steps.approvals(root).forEach(approval -> {
            if (!hasLimit(approval)) {
                found.say(
                        Rule.P_TIMEOUT,
                        approval,
                        named(approval) + " has no time limit.",
                        "Attach an interrupting timer to it that asks ${promotionPolicy.approvalDeadline(execution)},"
                                + " and lead it to an end.");
            }
            if (timersAt(approval).noneMatch(timer -> !interrupts(timer))) {
                found.say(
                        Rule.P_REMIND,
                        approval,
                        named(approval) + " reminds nobody.",
                        "Attach a non-interrupting timer to it that asks ${promotionPolicy.reminders(execution)},"
                                + " and lead it to \"Remind approvers\".");
            }
        });
    }

    /** At the step, or at anything around it. */
    private static boolean hasLimit(ProcessElement step) {
        if (timersAt(step).anyMatch(Deadlines::interrupts)) {
            return true;
        }
        Optional<ProcessElement> scope = step.parent();
        return scope.isPresent() && (endsByTimer(scope.get()) || hasLimit(scope.get()));
    }

    private static boolean endsByTimer(ProcessElement scope) {
        return scope.children("subProcess")
                .filter(inner -> inner.attribute("triggeredByEvent").orElse("").equals("true"))
                .flatMap(inner -> inner.children("startEvent"))
                .filter(start -> EventKind.of(start) == EventKind.TIMER)
                .anyMatch(start -> !start.attribute("isInterrupting").orElse("").equals("false"));
    }

    private static Stream<ProcessElement> timersAt(ProcessElement step) {
        return step.parent().stream()
                .flatMap(scope -> scope.children("boundaryEvent"))
                .filter(boundary ->
                        boundary.attribute("attachedToRef").orElse("").equals(step.id())
                                && EventKind.of(boundary) == EventKind.TIMER);
    }

    static boolean interrupts(ProcessElement boundary) {
        return !boundary.attribute("cancelActivity").orElse("").equals("false");
    }
}
