package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpmnGuardTest extends GuardContract {
    @Test
    void allowsTheShippedProcess() throws IOException {
        byte[] shipped = resource("/io/sluice/promotion/bpmn/promotion.bpmn");

        assertThatCode(() -> guard.check("promotion.bpmn", shipped)).doesNotThrowAnyException();
    }

    @Test
    void allowsEverythingADesignerMayDraw() throws IOException {
        byte[] everything = resource("/everything-allowed.bpmn");

        assertThatCode(() -> guard.check("everything-allowed.bpmn", everything)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused("", "bpmn.empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"json\": true}", "hello", "<definitions>", "\u0000"})
    void refusesWhatIsNotXml(String file) {
        assertRefused(file, "bpmn.notXml");
    }

    @Test
    void refusesXmlThatIsNotBpmn() {
        assertRefused("<html />", "bpmn.elementNotAllowed");
    }

    @Test
    void refusesADocumentType() {
        assertRefused("<!DOCTYPE definitions>" + BpmnFile.sequence("p"), "bpmn.doctype");
    }

    @Test
    void refusesASchemaLocation() {
        assertRefused(
                BpmnFile.sequence("p").replace("targetNamespace", "xsi:schemaLocation=\"a b\" targetNamespace"),
                "bpmn.schemaLocation");
        assertRefused(
                BpmnFile.sequence("p")
                        .replace("targetNamespace", "xsi:noNamespaceSchemaLocation=\"b\" targetNamespace"),
                "bpmn.schemaLocation");
    }

    @Test
    void refusesMoreThanAMebibyte() {
        assertRefused(BpmnFile.sequence("p") + " ".repeat(1024 * 1024), "bpmn.tooLarge");
    }

    @Test
    void refusesMoreThanTwoThousandElements() {
        assertRefused(BpmnFile.process("p", "<startEvent id=\"start\" />" + "<task />".repeat(2000)), "bpmn.tooLarge");
    }

    @Test
    void refusesMoreThanFiftyLevels() {
        assertRefused(BpmnFile.process("p", "<subProcess>".repeat(49) + "</subProcess>".repeat(49)), "bpmn.tooLarge");
    }

    @Test
    void refusesOtherFiles() {
        assertThatThrownBy(() -> guard.check("rules.dmn", BpmnFile.bytes(BpmnFile.sequence("p"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("bpmn.fileNotAllowed"));
    }

    @Test
    void refusesAFileWithoutAProcess() {
        assertRefused(BpmnFile.definitions(""), "bpmn.oneProcess");
    }

    @Test
    void refusesTwoProcesses() {
        assertRefused(
                BpmnFile.definitions(
                        "<process id=\"a\" isExecutable=\"true\" /><process id=\"b\" isExecutable=\"true\" />"),
                "bpmn.oneProcess");
    }

    @Test
    void refusesOneIdTwice() {
        assertRefused(BpmnFile.process("p", "<startEvent id=\"start\" /><userTask id=\"start\" />"), "bpmn.oneProcess");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " isExecutable=\"false\""})
    void refusesADrawing(String executable) {
        assertRefused(
                BpmnFile.definitions("<process id=\"p\"" + executable + "><startEvent id=\"start\" /></process>"),
                "bpmn.notExecutable");
    }

    @Test
    void refusesAProcessIdThatIsNoIdentifier() {
        assertRefused(BpmnFile.process("päth", "<startEvent id=\"start\" />"), "id.format");
        assertRefused(BpmnFile.process("p".repeat(65), "<startEvent id=\"start\" />"), "id.tooLong");
    }

    @Test
    void refusesAStepWithoutAnId() {
        assertRefused(BpmnFile.process("p", "<startEvent id=\"start\" /><userTask />"), "id.required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>",
                "<messageEventDefinition />",
                "<signalEventDefinition />"
            })
    void refusesAProcessThatStartsByItself(String definition) {
        assertRefused(
                BpmnFile.process("p", "<startEvent id=\"start\">" + definition + "</startEvent>"),
                "bpmn.startNotAllowed");
    }

    @Test
    void refusesNoStartAndTwoStarts() {
        assertRefused(BpmnFile.process("p", "<userTask id=\"task\" />"), "bpmn.startNotAllowed");
        assertRefused(BpmnFile.process("p", "<startEvent id=\"a\" /><startEvent id=\"b\" />"), "bpmn.startNotAllowed");
    }

    @Test
    void refusesANameTooLongToStore() {
        assertRefused(BpmnFile.sequence("p", "<userTask name=\"" + "n".repeat(256) + "\" />"), "name.tooLong");
    }

    @Test
    void refusesANameThatReadsBackwards() {
        assertRefused(BpmnFile.sequence("p", "<userTask name=\"ab\u202Ecd\" />"), "text.bidi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${x}", "#{x}", "Deploy ${version}"})
    void refusesExpressionsInNames(String name) {
        assertRefused(BpmnFile.sequence("p", "<userTask name=\"" + name + "\" />"), "text.expression");
    }

    @Test
    void refusesExpressionsInDocumentationPropertiesAndNotes() {
        assertRefused(
                BpmnFile.sequence("p", "<userTask><documentation>${x}</documentation></userTask>"), "text.expression");
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<userTask>"
                                + extension("<camunda:properties><camunda:property name=\"a\" value=\"${x}\" />"
                                        + "</camunda:properties>")
                                + "</userTask>"),
                "text.expression");
        assertRefused(
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><textAnnotation id=\"note\"><text>${x}</text></textAnnotation>"),
                "text.expression");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = BpmnGuardTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }
}
