package io.sluice.promotion.bpmn.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.bpmn.verify.flow.GraphReader;
import io.sluice.promotion.bpmn.verify.flow.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call activity may be repeated unless it leads to what a promotion does once. */
class RepeatedCallTest {
    private static final String DEPLOY = BpmnFile.sequence(
            "inner", "<serviceTask name=\"Deploy\" camunda:type=\"external\" camunda:topic=\"promotion.deploy\" />");
    private static final String REMIND = BpmnFile.sequence(
            "inner", "<serviceTask name=\"Remind\" camunda:delegateExpression=\"${promotionRemind}\" />");
    private static final String TWICE =
            "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>";

    private static final String ALL = "<extensionElements><camunda:in variables=\"all\" /></extensionElements>";

    @Test
    void refusesToRepeatADeployment() {
        assertThat(calls(call("inner", TWICE), Map.of("inner", DEPLOY)))
                .extracting(Finding::message)
                .containsExactly("\"Again\" (step0) repeats \"inner\", in which there are steps or outcomes that a"
                        + " promotion has once.");
    }

    @Test
    void refusesToRepeatItFromFurtherAway() {
        String between = BpmnFile.sequence(
                "between",
                "<callActivity name=\"Further\" calledElement=\"inner\" camunda:calledElementBinding=\"deployment\">"
                        + ALL + "</callActivity>");
        String around = BpmnFile.process(
                "outer",
                "<startEvent id=\"start\" /><subProcess id=\"sub\" name=\"Each\">" + TWICE + "<startEvent id=\"in\" />"
                        + "<callActivity id=\"call\" name=\"Again\" calledElement=\"inner\""
                        + " camunda:calledElementBinding=\"deployment\">" + ALL + "</callActivity>"
                        + BpmnFile.flow("in", "call")
                        + "</subProcess>" + BpmnFile.flow("start", "sub"));

        assertThat(calls(call("between", TWICE), Map.of("inner", DEPLOY, "between", between)))
                .hasSize(1);
        assertThat(calls(around, Map.of("inner", DEPLOY))).hasSize(1);
    }

    @Test
    void refusesADeploymentThatUndoesSomething() {
        String handler = call("inner", "").replace("<callActivity ", "<callActivity isForCompensation=\"true\" ");
        String around = BpmnFile.process(
                "outer",
                "<startEvent id=\"start\" /><subProcess id=\"sub\" triggeredByEvent=\"true\"><startEvent id=\"in\">"
                        + "<compensateEventDefinition id=\"undo\" /></startEvent>"
                        + "<callActivity id=\"call\" name=\"Again\" calledElement=\"inner\""
                        + " camunda:calledElementBinding=\"deployment\">" + ALL + "</callActivity>"
                        + BpmnFile.flow("in", "call") + "</subProcess>");

        assertThat(repeats(handler)).hasSize(1);
        assertThat(repeats(around)).hasSize(1);
        assertThat(repeats(call("inner", ""))).isEmpty();
    }

    /** By the graph alone: a handler needs more around it to pass the rules of the file. */
    private static List<Finding> repeats(String file) {
        ProcessElement process = ProcessFile.read(BpmnFile.bytes(file))
                .children("process")
                .findFirst()
                .orElseThrow();
        ProcessLibrary library = id -> Optional.of(BpmnFile.bytes(DEPLOY));
        return GraphReader.read(process, new Reading(Vocabulary.standard(), library, inner -> List.of(), false))
                .findings();
    }

    @Test
    void acceptsToRepeatWhatMayRunAgain() {
        assertThat(calls(call("inner", TWICE), Map.of("inner", REMIND))).isEmpty();
        assertThat(calls(call("inner", ""), Map.of("inner", DEPLOY))).isEmpty();
    }

    private static String call(String called, String repetition) {
        return BpmnFile.sequence(
                "outer",
                "<callActivity name=\"Again\" calledElement=\"" + called
                        + "\" camunda:calledElementBinding=\"deployment\">" + ALL + repetition + "</callActivity>");
    }

    private static List<Finding> calls(String file, Map<String, String> library) {
        return Verifier.of(Vocabulary.standard())
                .calling(id -> Optional.ofNullable(library.get(id))
                        .map(BpmnFile::drawn)
                        .map(BpmnFile::bytes))
                .verify("outer.bpmn", BpmnFile.bytes(BpmnFile.drawn(file)), new PolicyDemands(List.of(), false))
                .findings()
                .stream()
                .filter(finding -> finding.rule() == Rule.V_CALL)
                .toList();
    }

    @Test
    void refusesACallThatDoesNotSayForWhichPromotion() {
        String alone = call("inner", "").replace(ALL, "");
        String one = call("inner", "").replace("variables=\"all\"", "source=\"promotionId\" target=\"promotionId\"");
        String nothing = BpmnFile.sequence("inner", "<manualTask name=\"Think\" />");

        assertThat(calls(alone, Map.of("inner", DEPLOY))).hasSize(1);
        assertThat(calls(one, Map.of("inner", REMIND))).hasSize(1);
        assertThat(calls(alone, Map.of("inner", nothing))).isEmpty();
    }
}
