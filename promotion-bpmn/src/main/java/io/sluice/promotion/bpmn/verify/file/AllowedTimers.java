package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timers are written in a form that is read in one way only, never go off faster than once a minute, and repeat a
 * counted number of times. The engine itself takes {@code five days} and {@code R/PT0S}.
 */
final class AllowedTimers implements ProcessRule {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofDays(1);
    private static final int MOST_INSTANCES = 100;

    private static final Pattern CYCLE = Pattern.compile("R([1-9]\\d?)/(P.*)");
    private static final Pattern DATE =
            Pattern.compile("2\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern CARDINALITY = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern PRIORITY = Pattern.compile("\\d{1,9}");
    private static final Pattern RETRIES = Pattern.compile("(?:R([1-9]\\d?)/)?(P[^,]*(?:,\\s*P[^,]*){0,9})");

    private final Expressions expressions;

    AllowedTimers(Expressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants().forEach(element -> {
            if (element.is("timerEventDefinition")) {
                checkTimer(element, found);
            } else if (element.is("loopCardinality")) {
                checkCardinality(element, found);
            } else if (element.is("multiInstanceLoopCharacteristics")) {
                checkCollection(element, found);
            } else if (element.isCamunda("failedJobRetryTimeCycle")) {
                checkRetries(element, found);
            } else if (element.is("userTask")) {
                checkDates(element, found);
            }
            checkPriorities(element, found);
        });
    }

    private void checkTimer(ProcessElement definition, Findings found) {
        List<ProcessElement> times =
                definition.children("timeDuration", "timeDate", "timeCycle").toList();
        if (times.size() != 1) {
            found.refuse(
                    Rule.V_TIMER,
                    "bpmn.timer",
                    definition,
                    "a timer has one duration, date or cycle",
                    "Write one of them, such as PT8H.");
            return;
        }
        ProcessElement time = times.get(0);
        String text = time.text();
        if (Expressions.isIn(text)) {
            checkCall(time, text, found);
        } else if (time.is("timeDuration")) {
            checkDuration(time, text, SHORTEST, LONGEST, found);
        } else if (time.is("timeDate")) {
            checkDate(time, text, found);
        } else {
            checkCycle(time, text, found);
        }
    }

    /** Variables may hold anything; what an allowed bean answers was made for the purpose. */
    private void checkCall(ProcessElement time, String text, Findings found) {
        if (!expressions.isCall(text)) {
            found.refuse(
                    Rule.V_TIMER,
                    "bpmn.timer",
                    time,
                    "\"" + shown(text) + "\" does not ask an allowed bean, such as promotionPolicy, for the time",
                    "Ask promotionPolicy, or write the time out.");
        }
    }

    private static void checkDuration(ProcessElement element, String text, Duration min, Duration max, Findings found) {
        try {
            Durations.parse("\"" + shown(text) + "\"", text, min, max);
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            found.refuse(
                    Rule.V_TIMER,
                    "bpmn.timer",
                    element,
                    message.substring(0, message.length() - 1),
                    "Write a duration such as PT8H or P3D.");
        }
    }

    private static void checkDate(ProcessElement element, String text, Findings found) {
        try {
            if (DATE.matcher(text).matches()) {
                OffsetDateTime.parse(text);
                return;
            }
        } catch (DateTimeException e) {
            // Such a day or hour does not exist; said below.
        }
        found.refuse(
                Rule.V_TIMER,
                "bpmn.timer",
                element,
                "\"" + shown(text) + "\" is no date such as 2030-02-28T18:00:00Z",
                "Write the date with its offset, or make it a duration.");
    }

    private static void checkCycle(ProcessElement element, String text, Findings found) {
        Matcher cycle = CYCLE.matcher(text);
        if (!cycle.matches()) {
            found.refuse(
                    Rule.V_TIMER,
                    "bpmn.timer",
                    element,
                    "\"" + shown(text) + "\" is no counted cycle such as R3/PT8H (1 to 99 times)",
                    "Write how often and how far apart.");
            return;
        }
        checkDuration(element, cycle.group(2), SHORTEST, LONGEST, found);
    }

    private static void checkCardinality(ProcessElement cardinality, Findings found) {
        String text = cardinality.text();
        if (!CARDINALITY.matcher(text).matches() || Integer.parseInt(text) > MOST_INSTANCES) {
            found.refuse(
                    Rule.V_ELEMENT,
                    "bpmn.loopCardinality",
                    cardinality,
                    "it is a number from 1 to " + MOST_INSTANCES,
                    "Write a number.");
        }
    }

    private static void checkCollection(ProcessElement repetition, Findings found) {
        repetition.camunda("collection").ifPresent(collection -> {
            if (!Expressions.isIn(collection) && !Expressions.isIdentifier(collection)) {
                found.refuse(
                        Rule.V_CODE,
                        "bpmn.elementNotAllowed",
                        repetition,
                        "\"" + shown(collection) + "\" is not the name of a variable",
                        "Name a variable.");
            }
        });
    }

    private static void checkRetries(ProcessElement retries, Findings found) {
        Matcher parts = RETRIES.matcher(retries.text());
        if (!parts.matches() || (parts.group(1) != null && parts.group(2).contains(","))) {
            found.refuse(
                    Rule.V_TIMER,
                    "bpmn.retryCycle",
                    retries,
                    "retries are written R3/PT1M, or as up to ten durations such as PT5S,PT1M,PT5M",
                    "Write them so.");
            return;
        }
        for (String interval : parts.group(2).split(",", -1)) {
            checkDuration(retries, interval.strip(), SHORTEST_RETRY, LONGEST_RETRY, found);
        }
    }

    private static void checkDates(ProcessElement task, Findings found) {
        for (String attribute : List.of("dueDate", "followUpDate")) {
            task.camunda(attribute).filter(text -> !Expressions.isIn(text)).ifPresent(text -> {
                if (text.startsWith("P")) {
                    checkDuration(task, text, SHORTEST, LONGEST, found);
                } else {
                    checkDate(task, text, found);
                }
            });
        }
    }

    private static void checkPriorities(ProcessElement element, Findings found) {
        for (String attribute : List.of("priority", "jobPriority", "taskPriority")) {
            element.camunda(attribute).filter(text -> !Expressions.isIn(text)).ifPresent(text -> {
                if (!PRIORITY.matcher(text).matches()) {
                    found.refuse(
                            Rule.V_ELEMENT,
                            "bpmn.elementNotAllowed",
                            element,
                            attribute + " is a number",
                            "Write a number.");
                }
            });
        }
    }
}
