package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTimersTest extends GuardContract {
    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "P3D", "P1DT12H", "P2W", "P365D", "${promotionPolicy.windowOpens(execution)}"})
    void allowsDurations(String duration) {
        assertAllowed(timer("timeDuration", duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-02-28T18:00:00Z", "2028-02-29T00:00:00+05:30"})
    void allowsDates(String date) {
        assertAllowed(timer("timeDate", date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R1/PT1M", "R99/P1D", "${promotionPolicy.reminders(execution)}"})
    void allowsCountedCycles(String cycle) {
        assertAllowed(timer("timeCycle", cycle));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R3/PT1M", "PT5S", "PT5S,PT15S, PT1M"})
    void allowsRetriesWithPauses(String cycle) {
        assertAllowed(retries(cycle));
    }

    @ParameterizedTest
    @CsvSource({
        "timeDuration, PT59S",
        "timeDuration, PT0S",
        "timeDuration, five days",
        "timeDuration, P1M",
        "timeDuration, pt1h",
        "timeDuration, -PT1H",
        "timeDuration, P366D",
        "timeDuration, R3/PT1H",
        "timeDuration, ''",
        "timeDuration, ${wait}",
        "timeDate, tomorrow",
        "timeDate, 2026-02-30T10:00:00Z",
        "timeDate, 2026-02-28T10:00:00",
        "timeDate, 12026-02-28T10:00:00Z",
        "timeCycle, R/PT1H",
        "timeCycle, R0/PT1H",
        "timeCycle, R100/PT1H",
        "timeCycle, R3/PT1S",
        "timeCycle, R/PT0S",
        "timeCycle, R3/2026-01-01T00:00:00Z/PT1H",
        "timeCycle, 0 0/5 * * * ?",
        "timeCycle, ${cycle}",
        "timeCycle, R3/${period}"
    })
    void refusesTimersThatCouldBeMisreadOrNeverRest(String kind, String time) {
        assertRefused(timer(kind, time), "bpmn.timer");
    }

    @Test
    void refusesATimerWithoutATime() {
        assertRefused(
                BpmnFile.sequence("p", "<intermediateCatchEvent><timerEventDefinition /></intermediateCatchEvent>"),
                "bpmn.timer");
    }

    @Test
    void refusesADueDateThatTheEngineCouldNotRead() {
        assertRefused(BpmnFile.sequence("p", "<userTask camunda:dueDate=\"soon\" />"), "bpmn.timer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R100/PT1M", "R3/PT0S", "PT0S", "R10/PT5S,PT15S", "every minute", "P1M"})
    void refusesRetriesWithoutPausesOrWithoutEnd(String cycle) {
        assertRefused(retries(cycle), "bpmn.retryCycle", "bpmn.timer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "1000000000", "-1", "many", ""})
    void refusesMoreThanAHundredRepetitions(String cardinality) {
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<userTask><multiInstanceLoopCharacteristics><loopCardinality>" + cardinality
                                + "</loopCardinality></multiInstanceLoopCharacteristics></userTask>"),
                "bpmn.loopCardinality");
    }

    @Test
    void refusesACountedRepetitionWhoseNumberIsComputed() {
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<userTask><multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality>"
                                + "</multiInstanceLoopCharacteristics></userTask>"),
                "text.expression");
    }

    private static String timer(String kind, String time) {
        return BpmnFile.sequence(
                "p",
                "<intermediateCatchEvent><timerEventDefinition><%s>%s</%s></timerEventDefinition></intermediateCatchEvent>"
                        .formatted(kind, time, kind));
    }

    private static String retries(String cycle) {
        return BpmnFile.sequence(
                "p",
                "<userTask>"
                        + extension("<camunda:failedJobRetryTimeCycle>" + cycle + "</camunda:failedJobRetryTimeCycle>")
                        + "</userTask>");
    }
}
