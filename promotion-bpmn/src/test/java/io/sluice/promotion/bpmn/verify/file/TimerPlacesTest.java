package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerPlacesTest extends LocalRulesContract {
    private static final String CYCLE = "<timeCycle>R3/PT8H</timeCycle>";
    private static final String REMINDERS = "<timeCycle>${promotionPolicy.reminders(execution)}</timeCycle>";

    @Test
    void refusesACycleWhereATimerGoesOffOnce() {
        assertFound(Rule.V_TIMER, waiting(CYCLE), "can go off once only");
        assertFound(
                Rule.V_TIMER,
                process(approval("approve", APPROVAL) + boundaryTimer("again", "approve", true, CYCLE)),
                "can go off once only");
        assertFound(Rule.V_TIMER, process(scope(true, CYCLE)), "can go off once only");
    }

    @Test
    void acceptsACycleBesideWhatRuns() {
        assertNotFound(
                Rule.V_TIMER, process(approval("approve", APPROVAL) + boundaryTimer("again", "approve", false, CYCLE)));
        assertNotFound(Rule.V_TIMER, process(scope(false, CYCLE)));
    }

    @ParameterizedTest
    @CsvSource({
        "timeDuration, windowOpens",
        "timeDuration, soak",
        "timeDuration, nextTry",
    })
    void refusesADateThatIsAskedForAsSomethingElse(String kind, String question) {
        assertFound(Rule.V_TIMER, waiting(asks(kind, question)), "as a duration");
    }

    @Test
    void refusesRemindersThatAreNoCycle() {
        assertFound(
                Rule.V_TIMER,
                process(approval("approve", APPROVAL)
                        + boundaryTimer("again", "approve", false, asks("timeDate", "reminders"))),
                "as a date");
    }

    @Test
    void refusesQuestionsAboutAnApprovalElsewhere() {
        assertFound(Rule.V_TIMER, waiting(asks("timeDate", "approvalDeadline")), "not attached to an approval");
        assertFound(
                Rule.V_TIMER,
                process("<userTask id=\"repair\">" + property("promotion.step", "repair") + "</userTask>"
                        + boundaryTimer("again", "repair", false, REMINDERS)),
                "not attached to an approval");
    }

    @Test
    void acceptsQuestionsWhereTheyBelong() {
        assertNotFound(Rule.V_TIMER, waiting(asks("timeDate", "windowOpens")));
        assertNotFound(
                Rule.V_TIMER,
                process(approval("approve", APPROVAL) + boundaryTimer("again", "approve", false, REMINDERS)));
    }

    private static String process(String elements) {
        return BpmnFile.process("p", "<startEvent id=\"start\" />" + elements);
    }

    private static String waiting(String time) {
        return BpmnFile.sequence(
                "p",
                "<intermediateCatchEvent><timerEventDefinition>" + time + "</timerEventDefinition>"
                        + "</intermediateCatchEvent>");
    }

    private static String scope(boolean interrupting, String time) {
        return "<subProcess id=\"sub\" triggeredByEvent=\"true\"><startEvent id=\"in\" isInterrupting=\"" + interrupting
                + "\"><timerEventDefinition>" + time + "</timerEventDefinition></startEvent></subProcess>";
    }

    private static String asks(String kind, String question) {
        return "<" + kind + ">${promotionPolicy." + question + "(execution)}</" + kind + ">";
    }
}
