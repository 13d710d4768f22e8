package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A timer repeats only where the repetition has something to begin beside, and asks what makes sense where it stands. */
final class TimerPlaces implements ProcessRule {
    private static final Pattern ASKED =
            Pattern.compile("[$#]\\{\\s*promotionPolicy\\s*\\.\\s*(\\w+)\\s*\\(.*", Pattern.DOTALL);
    private static final Set<String> ABOUT_AN_APPROVAL = Set.of("approvalDeadline", "reminders");

    private final KnownSteps steps;

    TimerPlaces(KnownSteps steps) {
        this.steps = steps;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants()
                .filter(element -> element.isOneOf("timeDuration", "timeDate", "timeCycle"))
                .forEach(time -> checkTime(time, found));
    }

    private void checkTime(ProcessElement time, Findings found) {
        Optional<ProcessElement> event = time.parent().flatMap(ProcessElement::parent);
        if (event.isEmpty()) {
            return;
        }
        ProcessElement timer = event.get();
        if (time.is("timeCycle") && !mayRepeat(timer)) {
            say(
                    found,
                    timer,
                    named(timer) + " repeats, but it can go off once only.",
                    "Write a duration or a date, or make it a non-interrupting timer.");
        }
        Matcher asked = ASKED.matcher(time.text());
        if (!asked.matches()) {
            return;
        }
        boolean cycle = asked.group(1).equals("reminders");
        if (cycle != time.is("timeCycle") || (!cycle && !time.is("timeDate"))) {
            say(
                    found,
                    timer,
                    named(timer) + " asks promotionPolicy." + asked.group(1) + " as a "
                            + time.name().local().substring("time".length()).toLowerCase(Locale.ROOT) + ".",
                    "It answers with a " + (cycle ? "cycle" : "date") + ": choose that as the type of the timer.");
        }
        if (ABOUT_AN_APPROVAL.contains(asked.group(1)) && !isAtApproval(timer)) {
            say(
                    found,
                    timer,
                    named(timer) + " asks promotionPolicy." + asked.group(1) + ", and is not attached to an approval.",
                    "Attach it to the approval step it is about, or write the time out.");
        }
    }

    private static void say(Findings found, ProcessElement timer, String message, String repair) {
        found.say(Rule.V_TIMER, "bpmn.timer", timer, message, repair);
    }

    private static boolean mayRepeat(ProcessElement timer) {
        if (timer.is("boundaryEvent")) {
            return !Deadlines.interrupts(timer);
        }
        return timer.is("startEvent")
                && timer.attribute("isInterrupting").orElse("").equals("false");
    }

    private boolean isAtApproval(ProcessElement timer) {
        String host = timer.attribute("attachedToRef").orElse("");
        return timer.is("boundaryEvent")
                && timer.parent().stream()
                        .flatMap(scope -> scope.children("userTask"))
                        .anyMatch(task -> task.id().equals(host) && steps.isApproval(task));
    }
}
