package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import org.junit.jupiter.api.Test;

class HabitsTest extends LocalRulesContract {
    private static final String TICKET = "<serviceTask name=\"Ticket\" camunda:delegateExpression=\"${acmeTicket}\" ";

    @Test
    void warnsOfWorkOfTheHostInSomebodyElsesTransaction() {
        assertFound(Rule.V_ASYNC, BpmnFile.sequence("p", TICKET + "/>"), "shares a transaction");
        assertThat(findings(Rule.V_ASYNC, BpmnFile.sequence("p", TICKET + "camunda:asyncBefore=\"false\" />")))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void hintsAtRetriesThatNobodyChose() {
        assertThat(findings(Rule.V_ASYNC, BpmnFile.sequence("p", TICKET + "camunda:asyncBefore=\"true\" />")))
                .extracting(Finding::severity)
                .containsExactly(Severity.HINT);
    }

    @Test
    void acceptsWorkOfTheHostThatStandsAlone() {
        assertNotFound(
                Rule.V_ASYNC,
                BpmnFile.sequence(
                        "p",
                        TICKET + "camunda:asyncBefore=\"true\">"
                                + extension(
                                        "<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>")
                                + "</serviceTask>"));
        assertNotFound(
                Rule.V_ASYNC,
                BpmnFile.sequence("p", "<serviceTask camunda:type=\"external\" camunda:topic=\"acme.scan\" />"));
        assertNotFound(
                Rule.V_ASYNC,
                BpmnFile.sequence("p", "<serviceTask camunda:delegateExpression=\"${promotionReserve}\" />"));
    }

    @Test
    void hintsAtStepsWithoutANameButNotAtPlainEnds() {
        assertFound(Rule.V_NAME, BpmnFile.sequence("p", "<task />"), "\"step0\" has no name");
        assertFound(Rule.V_NAME, BpmnFile.sequence("p", "<receiveTask name=\" \" />"), "\"step0\" has no name");
        assertNotFound(Rule.V_NAME, BpmnFile.sequence("p", "<task name=\"Look\" />", "<parallelGateway />"));
    }

    @Test
    void hintsAtIdsThatTheEditorMadeUp() {
        assertFound(
                Rule.V_ID,
                BpmnFile.process("p", "<startEvent id=\"start\" /><task id=\"Activity_0x1y2z3\" name=\"A\" />"),
                "an id that the editor made up");
        assertFound(
                Rule.V_ID,
                BpmnFile.process("p", "<startEvent id=\"start\" /><task id=\"Task_1abcdef\" name=\"A\" />"),
                "an id that the editor made up");
        assertNotFound(
                Rule.V_ID,
                BpmnFile.process("p", "<startEvent id=\"StartEvent_1\" /><task id=\"Activity_Scan\" name=\"A\" />"));
    }

    @Test
    void hintsAtAHistoryThatIsKeptForTheStandardTime() {
        assertFound(Rule.V_TTL, BpmnFile.sequence("p"), "180 days");
        assertNotFound(
                Rule.V_TTL,
                BpmnFile.sequence("p").replace("isExecutable", "camunda:historyTimeToLive=\"P30D\" isExecutable"));
    }

    @Test
    void hintsOnly() {
        assertThat(errors(findings(BpmnFile.drawn(BpmnFile.sequence("p", "<task />")))))
                .filteredOn(finding -> finding.rule() == Rule.V_NAME || finding.rule() == Rule.V_TTL)
                .isEmpty();
    }
}
