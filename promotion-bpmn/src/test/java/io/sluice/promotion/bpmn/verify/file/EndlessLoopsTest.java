package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.testing.BpmnFile.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.engine.BpmnGuard;
import io.sluice.promotion.bpmn.engine.StepVocabulary;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;

class EndlessLoopsTest {
    private static final String STEP = "<serviceTask id=\"step\" camunda:delegateExpression=\"${step}\" />";

    private final BpmnGuard guard = new BpmnGuard(
            new StepVocabulary(Map.of("step", (JavaDelegate) execution -> {}), Set.of("promotion.checks")));

    @Test
    void findsALoopOfGateways() {
        assertEndless("<exclusiveGateway id=\"a\" /><parallelGateway id=\"b\" />" + flow("start", "a") + flow("a", "b")
                + flow("b", "a"));
    }

    @Test
    void namesTheStepsOfTheLoop() {
        assertThatThrownBy(() -> check(
                        "<task id=\"a\" /><task id=\"b\" />" + flow("start", "a") + flow("a", "b") + flow("b", "a")))
                .hasMessageContaining("the loop a → b never waits");
    }

    @Test
    void findsALoopOfStepsThatRunAtOnce() {
        assertEndless(
                STEP + "<task id=\"task\" />" + flow("start", "step") + flow("step", "task") + flow("task", "step"));
    }

    @Test
    void findsAStepThatLeadsToItself() {
        assertEndless(STEP + flow("start", "step") + flow("step", "step"));
    }

    /** Whoever was refused once is refused at once from then on. */
    @Test
    void findsALoopThatAsksForTheSameApprovalAgain() {
        String approve = "<userTask id=\"approve\">" + LocalRulesContract.APPROVAL + "</userTask>";
        String ways = flow("start", "approve") + flow("approve", "which") + flow("which", "approve");

        assertEndless(approve + "<exclusiveGateway id=\"which\" />" + ways);
        assertEndless(approve + "<exclusiveGateway id=\"which\" />" + STEP + flow("start", "approve")
                + flow("approve", "which") + flow("which", "step") + flow("step", "approve"));
        check(approve + "<receiveTask id=\"which\" />" + ways);
    }

    @Test
    void findsALoopOfJobsToo() {
        assertEndless(
                STEP.replace("/>", "camunda:asyncBefore=\"true\" />") + flow("start", "step") + flow("step", "step"));
    }

    @Test
    void findsALoopThroughAnErrorAStepThrowsAtOnce() {
        assertEndless(
                STEP + "<boundaryEvent id=\"busy\" attachedToRef=\"step\"><errorEventDefinition /></boundaryEvent>"
                        + flow("start", "step") + flow("busy", "step"));
    }

    @Test
    void findsALoopIntoAndOutOfASubProcess() {
        assertEndless("<subProcess id=\"sub\"><startEvent id=\"in\" /><endEvent id=\"out\" />" + flow("in", "out")
                + "</subProcess>" + flow("start", "sub") + flow("sub", "sub"));
    }

    @Test
    void findsALoopThroughAnErrorThatEndsASubProcess() {
        assertEndless("<subProcess id=\"sub\"><startEvent id=\"in\" /><endEvent id=\"out\"><errorEventDefinition />"
                + "</endEvent>" + flow("in", "out") + "</subProcess>"
                + "<boundaryEvent id=\"caught\" attachedToRef=\"sub\"><errorEventDefinition /></boundaryEvent>"
                + flow("start", "sub") + flow("caught", "sub"));
    }

    @Test
    void findsALoopThroughALink() {
        assertEndless("<intermediateThrowEvent id=\"throw\"><linkEventDefinition name=\"back\" />"
                + "</intermediateThrowEvent><intermediateCatchEvent id=\"catch\"><linkEventDefinition name=\"back\" />"
                + "</intermediateCatchEvent>" + flow("start", "throw") + flow("catch", "throw"));
    }

    @Test
    void findsASignalThatSetsItselfOffAgain() {
        assertEndless("<userTask id=\"task\" />" + flow("start", "task") + "<subProcess id=\"again\""
                + " triggeredByEvent=\"true\"><startEvent id=\"in\" isInterrupting=\"false\">"
                + "<signalEventDefinition signalRef=\"s\" /></startEvent><endEvent id=\"out\">"
                + "<signalEventDefinition signalRef=\"s\" /></endEvent>" + flow("in", "out") + "</subProcess>");
    }

    @Test
    void findsALoopOverATaskThatMayNotBeRunForAnybody() {
        assertEndless("<userTask id=\"task\"><multiInstanceLoopCharacteristics camunda:collection=\"nobody\" />"
                + "</userTask>" + flow("start", "task") + flow("task", "task"));
    }

    @Test
    void findsALoopOverACallThatMayReturnAtOnce() {
        assertEndless(
                "<callActivity id=\"call\" calledElement=\"other\" />" + flow("start", "call") + flow("call", "call"));
    }

    @Test
    void acceptsALoopOverATaskForPeople() {
        assertAccepted("<userTask id=\"task\" />" + flow("start", "task") + flow("task", "task"));
    }

    @Test
    void acceptsALoopOverAnExternalTask() {
        assertAccepted("<serviceTask id=\"checks\" camunda:type=\"external\" camunda:topic=\"promotion.checks\" />"
                + flow("start", "checks") + flow("checks", "checks"));
    }

    @Test
    void acceptsALoopOverATimerAfterAnError() {
        assertAccepted(STEP + "<boundaryEvent id=\"busy\" attachedToRef=\"step\"><errorEventDefinition />"
                + "</boundaryEvent><intermediateCatchEvent id=\"wait\"><timerEventDefinition>"
                + "<timeDuration>PT1M</timeDuration></timerEventDefinition></intermediateCatchEvent>"
                + flow("start", "step") + flow("busy", "wait") + flow("wait", "step"));
    }

    @Test
    void acceptsALoopOverASubProcessThatWaits() {
        assertAccepted("<subProcess id=\"sub\"><startEvent id=\"in\" /><userTask id=\"task\" /><endEvent id=\"out\" />"
                + flow("in", "task") + flow("task", "out") + "</subProcess>" + flow("start", "sub")
                + flow("sub", "sub"));
    }

    @Test
    void acceptsALoopOverAMessage() {
        assertAccepted("<receiveTask id=\"wait\" />" + flow("start", "wait") + flow("wait", "wait"));
    }

    @Test
    void acceptsTwoWaysToOnePlace() {
        assertAccepted("<exclusiveGateway id=\"a\" /><task id=\"b\" /><task id=\"c\" /><task id=\"d\" />"
                + flow("start", "a") + flow("a", "b") + flow("a", "c") + flow("b", "d") + flow("c", "d"));
    }

    @Test
    void readsALongChain() {
        StringBuilder chain = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            chain.append("<task id=\"t").append(i).append("\" />");
            chain.append(flow(i == 0 ? "start" : "t" + (i - 1), "t" + i));
        }

        assertAccepted(chain.toString());
    }

    private void assertEndless(String elements) {
        assertThatThrownBy(() -> check(elements))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.endlessLoop"));
    }

    private void assertAccepted(String elements) {
        assertThatCode(() -> check(elements)).doesNotThrowAnyException();
    }

    private void check(String elements) {
        guard.check("p.bpmn", BpmnFile.bytes(BpmnFile.process("p", "<startEvent id=\"start\" />" + elements)));
    }
}
