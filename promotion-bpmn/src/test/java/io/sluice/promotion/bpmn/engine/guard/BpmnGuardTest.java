package io.sluice.promotion.bpmn.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BpmnGuardTest {
    private final BpmnGuard guard = new BpmnGuard(vocabulary());

    private static StepVocabulary vocabulary() {
        JavaDelegate step = execution -> {};
        Supplier<JavaDelegate> fresh = () -> step;
        return new StepVocabulary(
                Map.of(
                        "promotionRemind", step,
                        "promotionReserve", step,
                        "promotionConfirm", step,
                        "promotionNotify", fresh,
                        "promotionPolicy", new Policy()),
                Set.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback"));
    }

    static final class Policy {
        public String reminders(Object execution) {
            return "R2/PT2H";
        }

        public String approvalDeadline(Object execution) {
            return "P3D";
        }

        public String windowOpens(Object execution) {
            return "PT1M";
        }

        public boolean isUrgent(Object execution, String level) {
            return false;
        }
    }

    // what is allowed

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${checksPassed}",
                "${approvalOutcome == 'APPROVED'}",
                "${!checksPassed || risk > 3 && amount / 2 >= 1.5}",
                "${empty reviewer ? true : reviewer ne 'none'}",
                "#{checksPassed}",
                "${promotionPolicy.isUrgent(execution, 'high')}",
                "${nrOfCompletedInstances / nrOfInstances >= 0.5}"
            })
    void allowsConditionsThatCompareAndAsk(String condition) {
        assertAllowed(condition(condition));
    }

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

    @Test
    void allowsALoopThatWaits() {
        assertAllowed(BpmnFile.process(
                "p",
                "<startEvent id=\"start\" /><exclusiveGateway id=\"join\" /><userTask id=\"wait\" />"
                        + "<exclusiveGateway id=\"fork\" />" + BpmnFile.flow("start", "join")
                        + BpmnFile.flow("join", "wait") + BpmnFile.flow("wait", "fork")
                        + BpmnFile.flow("fork", "join")));
    }

    @Test
    void allowsVariablesOfTheContractToPassIntoACallUnchanged() {
        assertAllowed(BpmnFile.sequence(
                "p",
                "<callActivity calledElement=\"other\">"
                        + extension(
                                "<camunda:in source=\"promotionId\" target=\"promotionId\" /><camunda:in variables=\"all\" />"
                                        + "<camunda:out source=\"approvalOutcome\" target=\"approvalOutcome\" />")
                        + "</callActivity>"));
    }

    @Test
    void allowsFieldsOnAStepThatIsMadeAnew() {
        assertAllowed(BpmnFile.sequence(
                "p",
                "<serviceTask camunda:delegateExpression=\"${promotionNotify}\">"
                        + extension(
                                "<camunda:field name=\"message\"><camunda:string>Hello</camunda:string></camunda:field>")
                        + "</serviceTask>"));
    }

    // the file

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

    // the process

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

    // names

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

    // elements

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<scriptTask scriptFormat=\"juel\"><script>1</script></scriptTask>",
                "<businessRuleTask camunda:decisionRef=\"d\" />",
                "<adHocSubProcess />",
                "<complexGateway />",
                "<serviceTask camunda:class=\"a.B\" />",
                "<serviceTask camunda:expression=\"${x}\" />",
                "<serviceTask camunda:type=\"shell\" />",
                "<serviceTask camunda:type=\"mail\" />",
                "<serviceTask camunda:type=\"external\" camunda:topic=\"unknown\" />",
                "<serviceTask camunda:type=\"external\" camunda:topic=\"${topic}\" />",
                "<serviceTask camunda:delegateExpression=\"${unknown}\" />",
                "<serviceTask camunda:delegateExpression=\"${promotionPolicy}\" />",
                "<serviceTask camunda:delegateExpression=\" ${promotionReserve}\" />",
                "<serviceTask camunda:delegateExpression=\"${promotionReserve}\" camunda:resultVariable=\"x\" />",
                "<serviceTask />",
                "<userTask camunda:formKey=\"embedded:app:form.html\" />",
                "<userTask camunda:formHandlerClass=\"a.B\" />",
                "<userTask camunda:assignee=\"anna\" camunda:priority=\"high\" />",
                "<userTask xmlns:activiti=\"http://activiti.org/bpmn\" activiti:assignee=\"anna\" />",
                "<userTask xmlns:x=\"urn:x\" x:anything=\"1\" />",
                "<userTask><ioSpecification /></userTask>",
                "<userTask><potentialOwner /></userTask>",
                "<receiveTask instantiate=\"true\" />",
                "<receiveTask implementation=\"urn:service\" />",
                "<callActivity calledElement=\"other\" camunda:variableMappingClass=\"a.B\" />",
                "<callActivity calledElement=\"other\" camunda:calledElementTenantId=\"b\" />"
            })
    void refusesElementsAndAttributesThatAreNotNamed(String step) {
        assertThatThrownBy(() -> guard.check("p.bpmn", BpmnFile.bytes(BpmnFile.sequence("p", step))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.code()).isIn("bpmn.elementNotAllowed", "text.expression"))
                .hasMessageStartingWith("Line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<camunda:executionListener event=\"start\" class=\"a.B\" />",
                "<camunda:executionListener event=\"start\" delegateExpression=\"${promotionReserve}\" />",
                "<camunda:taskListener event=\"create\" expression=\"${x}\" />",
                "<camunda:formData />",
                "<camunda:connector />",
                "<camunda:errorEventDefinition expression=\"${x}\" />",
                "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script scriptFormat=\"juel\" />"
                        + "</camunda:inputParameter></camunda:inputOutput>",
                "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:list /></camunda:inputParameter>"
                        + "</camunda:inputOutput>",
                "<camunda:field name=\"x\" stringValue=\"y\" />",
                "<camunda:in businessKey=\"x\" />",
                "<x:y xmlns:x=\"urn:x\" />"
            })
    void refusesExtensionsThatAreNotNamed(String extension) {
        assertRefused(
                BpmnFile.sequence("p", "<userTask>" + extension(extension) + "</userTask>"), "bpmn.elementNotAllowed");
    }

    @Test
    void refusesAnAllowedElementOutOfPlace() {
        assertRefused(BpmnFile.definitions("<userTask id=\"task\" />"), "bpmn.elementNotAllowed");
        assertRefused(
                BpmnFile.sequence("p", "<userTask>" + extension("<process id=\"q\" />") + "</userTask>"),
                "bpmn.elementNotAllowed");
    }

    @Test
    void refusesAnImport() {
        assertRefused(
                BpmnFile.definitions("<import importType=\"http://schemas.xmlsoap.org/wsdl/\" location=\"x\""
                        + " namespace=\"y\" />"),
                "bpmn.elementNotAllowed");
    }

    @Test
    void refusesAnEventWithTwoMeanings() {
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<intermediateCatchEvent><messageEventDefinition /><signalEventDefinition />"
                                + "</intermediateCatchEvent>"),
                "bpmn.elementNotAllowed");
    }

    @Test
    void namesTheLineTheElementAndWhatIsAllowed() {
        assertThatThrownBy(() -> guard.check("p.bpmn", BpmnFile.bytes(BpmnFile.process("p", """
                                <startEvent id="start" />
                                <serviceTask id="mail" camunda:delegateExpression="${mailer}" />"""))))
                .hasMessageStartingWith("Line 6, serviceTask \"mail\": \"${mailer}\" is no known step; known are"
                        + " ${promotionConfirm}, ${promotionNotify}");
    }

    @Test
    void neverRepeatsMuchOfTheFile() {
        assertThatThrownBy(() -> guard.check(
                        "p.bpmn",
                        BpmnFile.bytes(BpmnFile.sequence(
                                "p", "<serviceTask camunda:delegateExpression=\"" + "x".repeat(5000) + "\" />"))))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    // expressions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass()}",
                "${execution}",
                "${execution.id == 'x'}",
                "${task.assignee == 'x'}",
                "${authenticatedUserId == 'x'}",
                "${approvalOutcome.length() > 3}",
                "${approvalOutcome.class}",
                "${list[0]}",
                "${promotionPolicy}",
                "${promotionPolicy.class}",
                "${promotionPolicy['reminders'](execution)}",
                "${promotionPolicy.getClass()}",
                "${promotionPolicy.hashCode()}",
                "${promotionPolicy.unknown()}",
                "${promotionPolicy.reminders()}",
                "${promotionPolicy.reminders(execution.id)}",
                "${promotionPolicy.reminders(execution).length()}",
                "${(promotionPolicy).reminders(execution)}",
                "${promotionReserve.execute(execution)}",
                "${unknown.method()}",
                "${now()}",
                "${currentUser()}",
                "${dateTime().plusDays(1)}",
                "${x.y(execution)}",
                "${${x}}",
                "${",
                "${}",
                "${a b}"
            })
    void refusesExpressionsThatDoMore(String expression) {
        assertRefused(condition(expression), "bpmn.expressionNotAllowed");
    }

    @Test
    void refusesExpressionsTooLongOrTooDeepToRead() {
        assertRefused(condition("${" + "(".repeat(500) + "x" + ")".repeat(500) + "}"), "bpmn.expressionNotAllowed");
        assertRefused(condition("${x" + " + x".repeat(300) + "}"), "bpmn.expressionNotAllowed");
    }

    @Test
    void refusesTheBusinessKeyOfTheExecution() {
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<callActivity calledElement=\"other\">"
                                + extension("<camunda:in businessKey=\"#{execution.processBusinessKey}\" />")
                                + "</callActivity>"),
                "bpmn.expressionNotAllowed");
    }

    // variables

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promotionId",
                "organizationId",
                "checksPassed",
                "approvalOutcome",
                "execution",
                "promotionPolicy"
            })
    void refusesToWriteVariablesOfTheLibrary(String variable) {
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<userTask>"
                                + extension("<camunda:inputOutput><camunda:outputParameter name=\"" + variable
                                        + "\">x</camunda:outputParameter></camunda:inputOutput>")
                                + "</userTask>"),
                "bpmn.variableNotAllowed");
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<userTask><multiInstanceLoopCharacteristics camunda:collection=\"x\" camunda:elementVariable=\""
                                + variable + "\" /></userTask>"),
                "bpmn.variableNotAllowed");
        assertRefused(
                BpmnFile.sequence(
                        "p",
                        "<callActivity calledElement=\"other\">"
                                + extension("<camunda:out source=\"x\" target=\"" + variable + "\" />")
                                + "</callActivity>"),
                "bpmn.variableNotAllowed");
    }

    @Test
    void refusesToCatchAnErrorIntoAVariableOfTheLibrary() {
        assertRefused(
                BpmnFile.process(
                        "p",
                        "<startEvent id=\"start\" /><userTask id=\"task\" />"
                                + "<boundaryEvent id=\"caught\" attachedToRef=\"task\">"
                                + "<errorEventDefinition camunda:errorCodeVariable=\"approvalOutcome\" />"
                                + "</boundaryEvent>"),
                "bpmn.variableNotAllowed");
    }

    // calls

    @Test
    void refusesToCallItselfOrWhatIsNotNamed() {
        assertRefused(BpmnFile.sequence("p", "<callActivity calledElement=\"p\" />"), "bpmn.callNotAllowed");
        assertRefused(BpmnFile.sequence("p", "<callActivity />"), "bpmn.callNotAllowed");
        assertRefused(BpmnFile.sequence("p", "<callActivity calledElement=\"${x}\" />"), "text.expression");
    }

    // timers and repetitions

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

    private void assertAllowed(String file) {
        assertThatCode(() -> guard.check("p.bpmn", BpmnFile.bytes(file))).doesNotThrowAnyException();
    }

    private void assertRefused(String file, String... codes) {
        assertThatThrownBy(() -> guard.check("p.bpmn", BpmnFile.bytes(file)))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> {
                    assertThat(e.code()).isIn((Object[]) codes);
                    assertThat(e.field()).contains("bpmn");
                });
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = BpmnGuardTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static String extension(String elements) {
        return "<extensionElements>" + elements + "</extensionElements>";
    }

    private static String condition(String expression) {
        return BpmnFile.process("p", """
                <startEvent id="start" /><userTask id="task" />
                <sequenceFlow id="flow" sourceRef="start" targetRef="task">
                  <conditionExpression xsi:type="tFormalExpression">%s</conditionExpression>
                </sequenceFlow>
                """.formatted(expression.replace("&", "&amp;")));
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
