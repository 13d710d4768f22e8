package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRulesTest extends LocalRulesContract {
    @Test
    void findsNothingInTheShippedProcess() {
        assertThat(findings(shipped())).isEmpty();
        assertThat(findings(shipped(), new PolicyDemands(List.of(), false))).isEmpty();
        assertThat(findings(shipped(), new PolicyDemands(List.of("a", "b"), true)))
                .isEmpty();
    }

    @Test
    void findsEveryBadTimerAtOnce() {
        String timer = "<intermediateCatchEvent name=\"Wait\"><timerEventDefinition><timeDuration>%s</timeDuration>"
                + "</timerEventDefinition></intermediateCatchEvent>";

        assertThat(findings(BpmnFile.drawn(BpmnFile.sequence(
                        "p", timer.formatted("five days"), timer.formatted("P1M"), timer.formatted("PT1S")))))
                .filteredOn(finding -> finding.rule() == Rule.V_TIMER)
                .extracting(Finding::code, finding -> finding.element().id())
                .containsExactly(
                        tuple("bpmn.timer", "step0"), tuple("bpmn.timer", "step1"), tuple("bpmn.timer", "step2"));
    }

    @Test
    void findsMistakesOfDifferentKindsAtOnce() {
        String file = BpmnFile.drawn(BpmnFile.process(
                "p",
                "<startEvent id=\"start\" /><serviceTask id=\"mail\" name=\"Mail\""
                        + " camunda:delegateExpression=\"${mailer}\" /><userTask id=\"ask\" name=\"Ask\""
                        + " camunda:priority=\"high\">"
                        + extension("<camunda:inputOutput><camunda:outputParameter name=\"approvalOutcome\">APPROVED"
                                + "</camunda:outputParameter></camunda:inputOutput>")
                        + "</userTask>"));

        assertThat(errors(findings(file)))
                .extracting(Finding::rule, Finding::code)
                .contains(
                        tuple(Rule.V_STEP, "bpmn.elementNotAllowed"),
                        tuple(Rule.V_ELEMENT, "bpmn.elementNotAllowed"),
                        tuple(Rule.V_VARIABLE, "bpmn.variableNotAllowed"),
                        tuple(Rule.V_STEP, "bpmn.property"));
    }

    @Test
    void namesWhatADesignerSeesAndTheLineOfTheSetting() {
        String file = BpmnFile.drawn(BpmnFile.process("p", """
                <startEvent id="start" />
                <intermediateCatchEvent id="wait" name="Wait a while">
                  <timerEventDefinition>
                    <timeDuration>five days</timeDuration>
                  </timerEventDefinition>
                </intermediateCatchEvent>"""));

        assertThat(findings(file))
                .filteredOn(finding -> finding.rule() == Rule.V_TIMER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.element().id()).isEqualTo("wait");
                    assertThat(finding.element().name()).isEqualTo("Wait a while");
                    assertThat(finding.element().line()).isEqualTo(8);
                    assertThat(finding.message()).startsWith("\"Wait a while\" (wait), timeDuration: \"five days\" ");
                    assertThat(finding.repair()).isEqualTo("Write a duration such as PT8H or P3D.");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                });
    }

    @Test
    void saysOnlyWhatIsWrongWithABrokenStructure() {
        assertThat(
                        findings(
                                BpmnFile.process(
                                        "p",
                                        "<startEvent id=\"start\" /><complexGateway id=\"x\" />"
                                                + "<userTask id=\"ask\" /><adHocSubProcess id=\"y\"><userTask id=\"inner\" /></adHocSubProcess>")))
                .extracting(Finding::rule, finding -> finding.element().line())
                .containsOnly(tuple(Rule.V_ELEMENT, 5))
                .hasSize(2);
    }

    @Test
    void keepsTheFirstPlacesOfAMistakeThatIsEverywhere() {
        assertThat(findings(BpmnFile.process("p", "<startEvent id=\"start\" />" + "<x />".repeat(1000))))
                .hasSize(50);
    }

    @Test
    void manyHintsHideNoError() {
        StringBuilder steps = new StringBuilder("<startEvent id=\"start\" />");
        for (int i = 0; i < 60; i++) {
            steps.append("<task id=\"t").append(i).append("\" />");
        }
        steps.append("<task id=\"long\" name=\"").append("n".repeat(256)).append("\" />");

        assertThat(errors(findings(BpmnFile.process("p", steps.toString()))))
                .extracting(Finding::code)
                .contains("name.tooLong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V_CODE|<scriptTask scriptFormat=\"juel\"><script>1</script></scriptTask>",
                "V_CODE|<serviceTask camunda:class=\"a.B\" />",
                "V_CODE|<serviceTask camunda:delegateExpression=\"${promotionRemind}\" camunda:expression=\"${x}\" />",
                "V_VARIABLE|<serviceTask camunda:delegateExpression=\"${promotionRemind}\" camunda:resultVariable=\"x\" />",
                "V_STEP|<businessRuleTask camunda:decisionRef=\"d\" />",
                "V_STEP|<serviceTask camunda:type=\"mail\" />",
                "V_ELEMENT|<complexGateway />"
            })
    void namesTheRuleThatAnElementBreaks(Rule rule, String step) {
        assertThat(findings(BpmnFile.sequence("p", step)))
                .extracting(Finding::rule, Finding::code)
                .contains(tuple(rule, "bpmn.elementNotAllowed"));
    }

    @ParameterizedTest
    @CsvSource({"1, isInterrupting", "0, cancelActivity", "TRUE, camunda:asyncBefore", "yes, isForCompensation"})
    void refusesTruthThatTheEngineReadsOtherwise(String value, String attribute) {
        String element = attribute.equals("isInterrupting")
                ? "<startEvent id=\"start\" isInterrupting=\"" + value + "\" />"
                : attribute.equals("cancelActivity")
                        ? "<startEvent id=\"start\" /><boundaryEvent id=\"b\" cancelActivity=\"" + value + "\" />"
                        : "<startEvent id=\"start\" /><task id=\"t\" " + attribute + "=\"" + value + "\" />";

        assertThat(findings(BpmnFile.process("p", element)))
                .extracting(Finding::rule)
                .containsExactly(Rule.V_ELEMENT);
    }
}
