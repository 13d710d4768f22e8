package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Rule;
import org.junit.jupiter.api.Test;

class DeadlinesTest extends LocalRulesContract {
    private static final String START = "<startEvent id=\"start\" />";
    private static final String BARE = "<userTask id=\"approve\" name=\"Approve\">" + APPROVAL + "</userTask>";
    private static final String HOURS = "<timeDuration>PT8H</timeDuration>";

    @Test
    void refusesAnApprovalWithoutATimeLimit() {
        assertFound(Rule.P_TIMEOUT, BpmnFile.process("p", START + BARE), "\"Approve\" (approve) has no time limit.");
    }

    @Test
    void refusesATimerThatInterruptsNothing() {
        assertFound(
                Rule.P_TIMEOUT,
                BpmnFile.process("p", START + BARE + boundaryTimer("late", "approve", false, HOURS)),
                "has no time limit");
    }

    @Test
    void refusesATimerAtAnotherStep() {
        assertFound(
                Rule.P_TIMEOUT,
                BpmnFile.process(
                        "p",
                        START + BARE + "<receiveTask id=\"other\" />" + boundaryTimer("late", "other", true, HOURS)),
                "has no time limit");
    }

    @Test
    void refusesAnotherEventInsteadOfATimer() {
        assertFound(
                Rule.P_TIMEOUT,
                BpmnFile.process(
                        "p",
                        START + BARE + "<boundaryEvent id=\"late\" attachedToRef=\"approve\"><signalEventDefinition />"
                                + "</boundaryEvent>"),
                "has no time limit");
    }

    @Test
    void acceptsATimerAtTheStep() {
        assertNotFound(
                Rule.P_TIMEOUT, BpmnFile.process("p", START + BARE + boundaryTimer("late", "approve", true, HOURS)));
    }

    @Test
    void acceptsATimerAtTheSubProcessAroundIt() {
        assertNotFound(
                Rule.P_TIMEOUT,
                BpmnFile.process(
                        "p",
                        START + "<subProcess id=\"sub\"><startEvent id=\"in\" />" + BARE + "</subProcess>"
                                + boundaryTimer("late", "sub", true, HOURS)));
    }

    @Test
    void acceptsATimerThatEndsEverythingAroundIt() {
        assertNotFound(
                Rule.P_TIMEOUT,
                BpmnFile.process(
                        "p",
                        START + BARE + "<subProcess id=\"late\" triggeredByEvent=\"true\"><startEvent id=\"in\">"
                                + "<timerEventDefinition>" + HOURS
                                + "</timerEventDefinition></startEvent></subProcess>"));
        assertFound(
                Rule.P_TIMEOUT,
                BpmnFile.process(
                        "p",
                        START + BARE
                                + "<subProcess id=\"late\" triggeredByEvent=\"true\"><startEvent id=\"in\""
                                + " isInterrupting=\"false\"><timerEventDefinition>" + HOURS
                                + "</timerEventDefinition></startEvent></subProcess>"),
                "has no time limit");
    }

    @Test
    void hintsAtAnApprovalThatRemindsNobody() {
        assertFound(Rule.P_REMIND, BpmnFile.process("p", START + approval("approve", APPROVAL)), "reminds nobody");
        assertFound(Rule.P_REMIND, BpmnFile.process("p", START + BARE), "reminds nobody");
    }

    @Test
    void hintsAtNothingWhereARemindersIsDrawn() {
        assertNotFound(
                Rule.P_REMIND,
                BpmnFile.process(
                        "p",
                        START
                                + approval("approve", APPROVAL)
                                + boundaryTimer("again", "approve", false, "<timeCycle>R3/PT8H</timeCycle>")));
    }
}
