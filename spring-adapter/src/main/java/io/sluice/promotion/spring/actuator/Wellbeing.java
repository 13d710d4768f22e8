package io.sluice.promotion.spring.actuator;

import io.sluice.promotion.Monitor.Figures;
import io.sluice.promotion.spring.SluiceProperties;
import io.sluice.promotion.spring.actuator.Readings.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges how Sluice fares and says in words what a person has to do. Only what keeps this node from doing its part makes it
 * unwell: an application must not be taken out of service because a promotion waits for somebody.
 *
 * @param well whether this node can do its part
 * @param details numbers, and under {@code attention} what a person has to do
 */
record Wellbeing(boolean well, Map<String, Object> details) {
    private static final Duration NOTICEABLE = Duration.ofSeconds(2);

    static Wellbeing of(Readings readings, SluiceProperties settings) {
        Map<String, Object> details = new LinkedHashMap<>();
        List<String> attention = new ArrayList<>();
        boolean works = readings.isWorking() || !settings.working() || readings.isInSafeMode();
        if (!works) {
            attention.add("This node takes no work. It is going down, or its start was not completed; look at its log."
                    + runbook("no-node-works"));
        }
        try {
            Reading reading = readings.now();
            boolean current = reading.figures().schema() <= reading.figures().knownSchema();
            numbers(reading, details);
            details.put("working", readings.isWorking());
            attention(reading, settings, attention);
            if (!current) {
                attention.add("A newer version of Sluice has changed the tables; run that version here, too."
                        + runbook("newer-schema"));
            }
            details.put("attention", attention);
            return new Wellbeing(works && current, details);
        } catch (RuntimeException e) {
            attention.add("The database does not answer; look whether it runs and can be reached."
                    + runbook("database-away"));
            details.put("attention", attention);
            details.put("error", e.getClass().getSimpleName());
            return new Wellbeing(false, details);
        }
    }

    private static void numbers(Reading reading, Map<String, Object> details) {
        Figures figures = reading.figures();
        details.put("open", figures.open());
        details.put("waitingForPeople", figures.waitingForPeople());
        details.put("overdue", figures.overdue());
        details.put("repairs", figures.repairs());
        details.put("incidents", reading.incidents());
        details.put("messages", figures.messages());
        details.put("deadLetters", figures.deadLetters());
        figures.messageAge().ifPresent(age -> details.put("oldestMessage", age.toString()));
        figures.unnumberedAge().ifPresent(age -> details.put("oldestUnnumberedEvent", age.toString()));
        figures.unsignedAge().ifPresent(age -> details.put("oldestUnsignedEvent", age.toString()));
        details.put("safeMode", figures.standingStill() > 0);
        details.put("unsatisfiablePolicies", figures.unsatisfiable());
        figures.openAge().ifPresent(age -> details.put("oldestOpen", age.toString()));
        figures.heldAge().ifPresent(age -> details.put("longestHeld", age.toString()));
        details.put("schema", figures.schema());
    }

    private static void attention(Reading reading, SluiceProperties settings, List<String> attention) {
        Figures figures = reading.figures();
        SluiceProperties.Health limits = settings.health();
        say(
                attention,
                figures.standingStill() > 0,
                "safe-mode",
                figures.standingStill()
                        + " organizations are in safe mode: the database was restored, nothing goes on. Compare what was open,"
                        + " then end it with SafeMode.leave.");
        say(
                attention,
                reading.incidents() > 0,
                "failed-step",
                reading.incidents()
                        + " promotions stand still because a step failed for good. Look at Incidents.list, mend the cause, then"
                        + " retry, or give up.");
        say(
                attention,
                figures.repairs() > 0,
                "rollback-failed",
                figures.repairs() + " targets are in an unknown state; operators find them in their task list.");
        say(
                attention,
                figures.reconciling() > 0,
                "unknown-outcome",
                figures.reconciling()
                        + " deployments ended and nobody knows how; look whether the deployer tells what is live.");
        say(
                attention,
                over(figures.heldAge(), limits.heldAge()),
                "target-held-long",
                "A target has been held for long; look whether its deployer hangs.");
        say(
                attention,
                figures.deadLetters() > 0,
                "dead-letters",
                figures.deadLetters()
                        + " messages could not be delivered. Look at Outbox.deadLetters, mend the cause, then resend.");
        say(
                attention,
                over(figures.messageAge(), limits.outboxAge()),
                "outbox-old",
                "Messages are late; look whether the mail server and the endpoints answer, and whether a node works.");
        say(
                attention,
                over(figures.unnumberedAge(), limits.anchoringAge())
                        || over(figures.unsignedAge(), limits.anchoringAge()),
                "audit-not-anchored",
                "Audit events wait for being anchored; look whether a node works and whether the signing key can be"
                        + " read.");
        say(
                attention,
                figures.failingSinks() > 0,
                "checkpoint-sink-failing",
                figures.failingSinks() + " places that keep checkpoints do not take them; look at Anchoring.health.");
        say(
                attention,
                figures.failingReaders() > 0,
                "failing-reader",
                figures.failingReaders() + " listeners of events fail; look at the log.");
        say(
                attention,
                figures.failingArchives() > 0,
                "archive-failing",
                figures.failingArchives()
                        + " promotions could not be archived and stay; look whether the archive has room.");
        say(
                attention,
                figures.unsatisfiable() > 0,
                "unsatisfiable-policy",
                figures.unsatisfiable()
                        + " policies cannot be met by the people there are; look at Policies.unsatisfiable.");
        say(
                attention,
                figures.clockSkew().abs().compareTo(NOTICEABLE) > 0,
                "clock-skew",
                "The clock of this machine is " + figures.clockSkew().abs() + " off the database's; look at NTP.");
        say(
                attention,
                !figures.clockBehind().isZero(),
                "clock-skew",
                "The clock of the database was set back by " + figures.clockBehind() + "; deadlines last longer.");
    }

    private static void say(List<String> attention, boolean so, String runbook, String words) {
        if (so) {
            attention.add(words + runbook(runbook));
        }
    }

    /** What to do then, step by step. */
    private static String runbook(String anchor) {
        return " See docs/runbooks.md#" + anchor + ".";
    }

    private static boolean over(Optional<Duration> age, Duration limit) {
        return age.filter(value -> value.compareTo(limit) > 0).isPresent();
    }
}
