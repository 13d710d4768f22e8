package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

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
    public void check(ProcessElement root) {
        root.withDescendants().forEach(element -> {
            if (element.is("timerEventDefinition")) {
                checkTimer(element);
            } else if (element.is("loopCardinality")) {
                checkCardinality(element);
            } else if (element.is("multiInstanceLoopCharacteristics")) {
                checkCollection(element);
            } else if (element.isCamunda("failedJobRetryTimeCycle")) {
                checkRetries(element);
            } else if (element.is("userTask")) {
                checkDates(element);
            }
            checkPriorities(element);
        });
    }

    private void checkTimer(ProcessElement definition) {
        List<ProcessElement> times =
                definition.children("timeDuration", "timeDate", "timeCycle").toList();
        if (times.size() != 1) {
            throw definition.refuse("bpmn.timer", "a timer has one duration, date or cycle");
        }
        ProcessElement time = times.get(0);
        String text = time.text();
        if (Expressions.isIn(text)) {
            requireCall(time, text);
        } else if (time.is("timeDuration")) {
            requireDuration(time, text, SHORTEST, LONGEST);
        } else if (time.is("timeDate")) {
            requireDate(time, text);
        } else {
            requireCycle(time, text);
        }
    }

    /** Variables may hold anything; what an allowed bean answers was made for the purpose. */
    private void requireCall(ProcessElement time, String text) {
        if (!expressions.isCall(text)) {
            throw time.refuse(
                    "bpmn.timer",
                    "\"" + shown(text) + "\" does not ask an allowed bean, such as promotionPolicy, for the time");
        }
    }

    private static void requireDuration(ProcessElement element, String text, Duration min, Duration max) {
        try {
            Durations.parse("\"" + shown(text) + "\"", text, min, max);
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            throw element.refuse("bpmn.timer", message.substring(0, message.length() - 1));
        }
    }

    private static void requireDate(ProcessElement element, String text) {
        try {
            if (DATE.matcher(text).matches()) {
                OffsetDateTime.parse(text);
                return;
            }
        } catch (DateTimeException e) {
            // Such a day or hour does not exist; said below.
        }
        throw element.refuse("bpmn.timer", "\"" + shown(text) + "\" is no date such as 2030-02-28T18:00:00Z");
    }

    private static void requireCycle(ProcessElement element, String text) {
        Matcher cycle = CYCLE.matcher(text);
        if (!cycle.matches()) {
            throw element.refuse(
                    "bpmn.timer", "\"" + shown(text) + "\" is no counted cycle such as R3/PT8H (1 to 99 times)");
        }
        requireDuration(element, cycle.group(2), SHORTEST, LONGEST);
    }

    private static void checkCardinality(ProcessElement cardinality) {
        String text = cardinality.text();
        if (!CARDINALITY.matcher(text).matches() || Integer.parseInt(text) > MOST_INSTANCES) {
            throw cardinality.refuse("bpmn.loopCardinality", "it is a number from 1 to " + MOST_INSTANCES);
        }
    }

    private static void checkCollection(ProcessElement repetition) {
        repetition.camunda("collection").ifPresent(collection -> {
            if (!Expressions.isIn(collection) && !Expressions.isIdentifier(collection)) {
                throw repetition.refuse(
                        "bpmn.elementNotAllowed", "\"" + shown(collection) + "\" is not the name of a variable");
            }
        });
    }

    private static void checkRetries(ProcessElement retries) {
        Matcher parts = RETRIES.matcher(retries.text());
        if (!parts.matches() || (parts.group(1) != null && parts.group(2).contains(","))) {
            throw retries.refuse(
                    "bpmn.retryCycle", "retries are written R3/PT1M, or as up to ten durations such as PT5S,PT1M,PT5M");
        }
        for (String interval : parts.group(2).split(",", -1)) {
            requireDuration(retries, interval.strip(), SHORTEST_RETRY, LONGEST_RETRY);
        }
    }

    private static void checkDates(ProcessElement task) {
        for (String attribute : List.of("dueDate", "followUpDate")) {
            task.camunda(attribute).filter(text -> !Expressions.isIn(text)).ifPresent(text -> {
                if (text.startsWith("P")) {
                    requireDuration(task, text, SHORTEST, LONGEST);
                } else {
                    requireDate(task, text);
                }
            });
        }
    }

    private static void checkPriorities(ProcessElement element) {
        for (String attribute : List.of("priority", "jobPriority", "taskPriority")) {
            element.camunda(attribute).filter(text -> !Expressions.isIn(text)).ifPresent(text -> {
                if (!PRIORITY.matcher(text).matches()) {
                    throw element.refuse("bpmn.elementNotAllowed", attribute + " is a number");
                }
            });
        }
    }
}
