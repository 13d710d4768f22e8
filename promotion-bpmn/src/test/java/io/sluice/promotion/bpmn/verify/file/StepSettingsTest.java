package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSettingsTest extends LocalRulesContract {
    private static final String NOTIFY =
            "<serviceTask name=\"Tell\" camunda:delegateExpression=\"${promotionNotify}\">";

    @Test
    void refusesAUserTaskThatNobodyCanComplete() {
        assertFound(Rule.V_STEP, BpmnFile.sequence("p", "<userTask name=\"Look\" />"), "Nobody can complete");
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<userTask name=\"Look\">" + property("note", "x") + "</userTask>"),
                "Nobody can complete");
    }

    @Test
    void acceptsTheUserTasksOfAPromotion() {
        assertNotFound(Rule.V_STEP, BpmnFile.sequence("p", "<userTask>" + APPROVAL + "</userTask>"));
        assertNotFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<userTask>" + property("promotion.step", "repair") + "</userTask>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Approval", "approve", "", "deploy"})
    void refusesAKindOfUserTaskThatThereIsNot(String kind) {
        assertThat(findings(
                        Rule.V_STEP,
                        BpmnFile.sequence("p", "<userTask>" + property("promotion.step", kind) + "</userTask>")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("bpmn.unknownValue");
                    assertThat(finding.repair()).isEqualTo("Write one of approval, repair.");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "promoted", ""})
    void refusesAnOutcomeThatThereIsNot(String outcome) {
        assertThat(findings(Rule.V_STEP, shippedEnd("promotion.outcome", outcome)))
                .extracting(Finding::code)
                .containsExactly("bpmn.unknownValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotion.outcom", "Promotion.outcome", " promotion.outcome", "promotion.result"})
    void refusesASettingThatMeansNothing(String name) {
        assertThat(findings(Rule.V_STEP, shippedEnd(name, "PROMOTED")))
                .extracting(Finding::code)
                .containsExactly("bpmn.property");
    }

    @Test
    void acceptsPropertiesOfTheDesigner() {
        assertNotFound(Rule.V_STEP, shippedEnd("acme.outcome", "anything"));
        assertNotFound(Rule.V_STEP, shippedEnd("promotion.outcome", "PROMOTED"));
    }

    @Test
    void refusesSettingsWhereTheLibraryDoesNotReadThem() {
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence(
                        "p",
                        "<serviceTask camunda:type=\"external\" camunda:topic=\"acme.scan\">" + APPROVAL
                                + "</serviceTask>"),
                "which only a user task can have");
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", "<task>" + property("promotion.outcome", "PROMOTED") + "</task>"),
                "which only an end event can have");
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence(
                        "p",
                        "<userTask>"
                                + extension("<camunda:properties>" + one("promotion.step", "repair")
                                        + one("promotion.stage", "board") + "</camunda:properties>")
                                + "</userTask>"),
                "which only an approval step can have");
    }

    @Test
    void refusesASettingThatIsThereTwice() {
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence(
                        "p",
                        "<userTask>"
                                + extension("<camunda:properties>" + one("promotion.step", "approval")
                                        + one("promotion.step", "repair") + "</camunda:properties>")
                                + "</userTask>"),
                "twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<camunda:field name=\"message\"><camunda:string> </camunda:string></camunda:field>",
                "<camunda:field name=\"message\" stringValue=\"\" />",
                "<camunda:field name=\"message\" />"
            })
    void refusesANoticeThatSaysNothing(String field) {
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence("p", NOTIFY + extension(field) + "</serviceTask>"),
                "needs the field \"message\"");
    }

    @Test
    void refusesAFieldThatTheStepDoesNotTake() {
        assertFound(
                Rule.V_STEP,
                BpmnFile.sequence(
                        "p",
                        NOTIFY
                                + extension("<camunda:field name=\"message\" stringValue=\"a\" />"
                                        + "<camunda:field name=\"to\" stringValue=\"b\" />")
                                + "</serviceTask>"),
                "has the field \"to\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<camunda:field name=\"message\"><camunda:string>Hello</camunda:string></camunda:field>",
                "<camunda:field name=\"message\" stringValue=\"Hello\" />",
                "<camunda:field name=\"message\"><camunda:expression>${checksPassed}</camunda:expression></camunda:field>"
            })
    void acceptsANoticeWithWords(String field) {
        assertNotFound(Rule.V_STEP, BpmnFile.sequence("p", NOTIFY + extension(field) + "</serviceTask>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sendTask name=\"x\" camunda:type=\"external\" camunda:topic=\"promotion.deploy\" />",
                "<sendTask name=\"x\" camunda:delegateExpression=\"${promotionReserve}\" />",
                "<intermediateThrowEvent><messageEventDefinition camunda:delegateExpression=\"${promotionConfirm}\" />"
                        + "</intermediateThrowEvent>",
                "<intermediateThrowEvent><messageEventDefinition camunda:type=\"external\""
                        + " camunda:topic=\"promotion.rollback\" /></intermediateThrowEvent>"
            })
    void refusesStepsOfTheLibraryThatAreNoServiceTasks(String step) {
        assertFound(Rule.V_STEP, BpmnFile.sequence("p", step), "is no service task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sendTask camunda:delegateExpression=\"${promotionRemind}\" />",
                "<sendTask camunda:type=\"external\" camunda:topic=\"acme.scan\" />",
                "<intermediateThrowEvent><messageEventDefinition camunda:delegateExpression=\"${promotionRemind}\" />"
                        + "</intermediateThrowEvent>"
            })
    void acceptsMessagesThatAreDrawnAsMessages(String step) {
        assertNotFound(Rule.V_STEP, BpmnFile.sequence("p", step));
    }

    private static String shippedEnd(String name, String value) {
        return BpmnFile.process(
                "p", "<startEvent id=\"start\" /><endEvent id=\"end\">" + property(name, value) + "</endEvent>");
    }
}
