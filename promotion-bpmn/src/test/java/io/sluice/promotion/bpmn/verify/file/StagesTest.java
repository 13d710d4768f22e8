package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest extends LocalRulesContract {
    @Test
    void refusesAStageThatThePolicyDoesNotHave() {
        assertThat(stages(List.of("board"), stage("security") + stage("board")))
                .extracting(Finding::message)
                .containsExactly("\"s-security\" asks for the stage \"security\", which the policy does not have.");
        assertThat(stages(List.of(), stage("board"))).hasSize(1);
        assertThat(stages(List.of("board"), stage("Board") + stage("board"))).hasSize(1);
        assertThat(stages(List.of("board"), stage("") + stage("board"))).hasSize(1);
    }

    @Test
    void refusesAPolicyWithAStageThatNoStepAsksFor() {
        assertThat(stages(List.of("board", "security"), stage("board")))
                .extracting(Finding::message)
                .containsExactly("The policy asks for the stage \"security\", and no approval step does.");
        assertThat(stages(List.of("board"), "")).hasSize(1);
    }

    @Test
    void acceptsOneStepForEachStage() {
        assertThat(stages(List.of("board", "security"), stage("security") + stage("board")))
                .isEmpty();
    }

    @Test
    void acceptsAStepWithoutAStageForAll() {
        assertThat(stages(List.of("board", "security"), approval("any", APPROVAL)))
                .isEmpty();
        assertThat(stages(List.of("board", "security"), approval("any", APPROVAL) + stage("board")))
                .isEmpty();
    }

    @Test
    void leavesStagesThatACalledProcessMayAskForToTheProof() {
        assertThat(stages(List.of("board"), "<callActivity id=\"call\" calledElement=\"other\" />"))
                .isEmpty();
    }

    private static List<Finding> stages(List<String> demanded, String elements) {
        return findings(
                        BpmnFile.drawn(BpmnFile.process("p", "<startEvent id=\"start\" />" + elements)),
                        new PolicyDemands(demanded, true))
                .stream()
                .filter(finding -> finding.rule() == Rule.P_STAGES)
                .toList();
    }

    private static String stage(String name) {
        return "<userTask id=\"s-" + name + "\">"
                + extension("<camunda:properties>" + one("promotion.step", "approval") + one("promotion.stage", name)
                        + "</camunda:properties>")
                + "</userTask>";
    }
}
