package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedExpressionsTest extends GuardContract {
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

    private static String condition(String expression) {
        return BpmnFile.process("p", """
                <startEvent id="start" /><userTask id="task" />
                <sequenceFlow id="flow" sourceRef="start" targetRef="task">
                  <conditionExpression xsi:type="tFormalExpression">%s</conditionExpression>
                </sequenceFlow>
                """.formatted(expression.replace("&", "&amp;")));
    }
}
