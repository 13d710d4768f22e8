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
    static Wellbeing of(Readings readings, SluiceProperties settings) {
        Map<String, Object> details = new LinkedHashMap<>();
        List<String> attention = new ArrayList<>();
        boolean works = readings.isWorking() || !settings.working();
        if (!works) {
            attention.add(
                    "This node takes no work. It is going down, or its start was not completed; look at its log.");
        }
        try {
            Reading reading = readings.now();
            boolean current = reading.figures().schema() <= reading.figures().knownSchema();
            numbers(reading, details);
            details.put("working", readings.isWorking());
            attention(reading, settings, attention);
            if (!current) {
                attention.add("A newer version of Sluice has changed the tables; run that version here, too.");
            }
            details.put("attention", attention);
            return new Wellbeing(works && current, details);
        } catch (RuntimeException e) {
            attention.add("The database does not answer; look whether it runs and can be reached.");
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
        details.put("schema", figures.schema());
    }

    private static void attention(Reading reading, SluiceProperties settings, List<String> attention) {
        Figures figures = reading.figures();
        if (reading.incidents() > 0) {
            attention.add(reading.incidents() + " promotions stand still because a step failed for good. Look at"
                    + " Incidents.list, mend the cause, then retry.");
        }
        if (figures.repairs() > 0) {
            attention.add(
                    figures.repairs() + " targets are in an unknown state; operators find them in their task list.");
        }
        if (figures.deadLetters() > 0) {
            attention.add(
                    figures.deadLetters() + " messages could not be delivered. Look at Outbox.deadLetters, mend the"
                            + " cause, then resend.");
        }
        if (over(figures.messageAge(), settings.health().outboxAge())) {
            attention.add("Messages are late; look whether the mail server and the endpoints answer, and whether a node"
                    + " works.");
        }
        if (over(figures.unnumberedAge(), settings.health().anchoringAge())
                || over(figures.unsignedAge(), settings.health().anchoringAge())) {
            attention.add(
                    "Audit events wait for being anchored; look whether a node works and whether the signing key can"
                            + " be read.");
        }
        if (figures.failingSinks() > 0) {
            attention.add(figures.failingSinks() + " places that keep checkpoints do not take them; look at"
                    + " Anchoring.health.");
        }
        if (figures.failingReaders() > 0) {
            attention.add(figures.failingReaders() + " listeners of events fail; look at the log.");
        }
    }

    private static boolean over(Optional<Duration> age, Duration limit) {
        return age.filter(value -> value.compareTo(limit) > 0).isPresent();
    }
}
