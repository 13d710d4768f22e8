package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedElementsTest extends GuardContract {
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
                "<userTask xmlns:operaton=\"http://operaton.org/schema/1.0/bpmn\" operaton:assignee=\"anna\" />",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promotionId",
                "organizationId",
                "checksPassed",
                "approvalOutcome",
                "nrOfInstances",
                "loopCounter",
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

    @Test
    void refusesToCallItselfOrWhatIsNotNamed() {
        assertRefused(BpmnFile.sequence("p", "<callActivity calledElement=\"p\" />"), "bpmn.callNotAllowed");
        assertRefused(BpmnFile.sequence("p", "<callActivity />"), "bpmn.callNotAllowed");
        assertRefused(BpmnFile.sequence("p", "<callActivity calledElement=\"${x}\" />"), "text.expression");
    }
}
