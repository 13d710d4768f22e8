package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionsTest extends LocalRulesContract {
    private static final String EACH = "<multiInstanceLoopCharacteristics camunda:collection=\"people\" />";
    private static final String THREE =
            "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:type=\"external\" camunda:topic=\"promotion.checks\"",
                "camunda:type=\"external\" camunda:topic=\"promotion.deploy\"",
                "camunda:type=\"external\" camunda:topic=\"promotion.verify\"",
                "camunda:type=\"external\" camunda:topic=\"promotion.rollback\"",
                "camunda:delegateExpression=\"${promotionReserve}\"",
                "camunda:delegateExpression=\"${promotionConfirm}\""
            })
    void refusesToRepeatWhatRunsOnce(String step) {
        assertFound(
                Rule.V_EMPTY_MI,
                BpmnFile.sequence("p", "<serviceTask " + step + ">" + EACH + "</serviceTask>"),
                "when the collection is empty it does not run at all");
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<serviceTask " + step + ">" + THREE + "</serviceTask>"),
                "it runs once for a promotion");
    }

    @Test
    void refusesAnApprovalThatAnEmptyListSkips() {
        assertFound(
                Rule.V_EMPTY_MI,
                BpmnFile.sequence("p", "<userTask>" + APPROVAL + EACH + "</userTask>"),
                "when the collection is empty");
        assertFound(
                Rule.V_EMPTY_MI,
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><subProcess id=\"sub\" name=\"For each\">" + EACH
                                + "<startEvent id=\"in\" />" + approval("approve", APPROVAL) + "</subProcess>"),
                "with \"For each\" (sub)");
    }

    @Test
    void refusesAnEndThatIsReachedSeveralTimes() {
        assertFound(
                Rule.V_STEP,
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><subProcess id=\"sub\">" + THREE + "<startEvent id=\"in\" />"
                                + "<endEvent id=\"end\">" + property("promotion.outcome", "PROMOTED")
                                + "</endEvent></subProcess>"),
                "a promotion has one outcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intermediateThrowEvent", "endEvent"})
    void refusesAnEscalationThatIsThrownSeveralTimes(String event) {
        String escalation =
                "<startEvent id=\"in\" /><" + event + " id=\"up\"><escalationEventDefinition /></" + event + ">";

        assertFound(
                Rule.V_STEP,
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><subProcess id=\"sub\">" + THREE + escalation + "</subProcess>"),
                "what catches it would run as often");
        assertNotFound(
                Rule.V_STEP,
                BpmnFile.process(
                        "p", "<startEvent id=\"start\" /><subProcess id=\"sub\">" + escalation + "</subProcess>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asyncBefore", "asyncAfter"})
    void refusesAPauseInEachRepetition(String pause) {
        String paused = THREE.replace(
                "<multiInstanceLoopCharacteristics",
                "<multiInstanceLoopCharacteristics camunda:" + pause + "=\"true\"");

        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<userTask>" + APPROVAL + paused + "</userTask>"),
                "pauses in each of its repetitions");
        assertNotFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<userTask camunda:" + pause + "=\"true\">" + APPROVAL + THREE + "</userTask>"));
    }

    @Test
    void refusesAStepThatRunsAsOftenAsSomethingIsUndone() {
        String deploy = "camunda:type=\"external\" camunda:topic=\"promotion.deploy\"";
        String scan = "camunda:type=\"external\" camunda:topic=\"acme.scan\"";

        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<serviceTask isForCompensation=\"true\" " + deploy + " />"),
                "as often as that was done");
        assertFound(
                Rule.V_STEP,
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><subProcess id=\"sub\" triggeredByEvent=\"true\">"
                                + "<startEvent id=\"in\"><compensateEventDefinition /></startEvent><serviceTask id=\"deploy\" "
                                + deploy + " /></subProcess>"),
                "as often as that was done");
        assertNotFound(Rule.V_STEP, BpmnFile.sequence("p", "<serviceTask isForCompensation=\"true\" " + scan + " />"));
    }

    @Test
    void acceptsACountedApproval() {
        assertNotFound(Rule.V_EMPTY_MI, BpmnFile.sequence("p", "<userTask>" + APPROVAL + THREE + "</userTask>"));
        assertNotFound(Rule.V_STEP, BpmnFile.sequence("p", "<userTask>" + APPROVAL + THREE + "</userTask>"));
    }

    @Test
    void acceptsARepeatedNoticeAndAStepOfTheHost() {
        String host = BpmnFile.sequence(
                "p", "<serviceTask camunda:type=\"external\" camunda:topic=\"acme.scan\">" + EACH + "</serviceTask>");

        assertNotFound(Rule.V_EMPTY_MI, host);
        assertNotFound(Rule.V_STEP, host);
    }
}
