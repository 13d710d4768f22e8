package io.sluice.promotion.bpmn.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Any process, of whose steps and conditions nothing is known. */
class GeneralTest {
    private static final Verifier VERIFIER = Verifier.of(Vocabulary.standard());

    private static Verification judge(String elements) {
        return VERIFIER.general("any.bpmn", BpmnFile.bytes(BpmnFile.process("any", elements)));
    }

    private static String flow(String from, String to) {
        return BpmnFile.flow(from, to);
    }

    @Test
    void anExclusiveGatewayMayGoAnyWayAndAParallelOneWaitsForAll() {
        Verification mixed = judge("<startEvent id='s'/><exclusiveGateway id='x'/><task id='a'/><task id='b'/>"
                + "<parallelGateway id='j'/><endEvent id='e'/>" + flow("s", "x") + flow("x", "a") + flow("x", "b")
                + flow("a", "j") + flow("b", "j") + flow("j", "e"));

        assertThat(mixed.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(mixed.findings()).extracting(Finding::rule).containsExactly(Rule.S_STUCK);
    }

    @Test
    void branchesThatMeetWithoutAJoinRunTheNextStepTwice() {
        Verification twice = judge("<startEvent id='s'/><parallelGateway id='x'/><task id='a'/><task id='b'/>"
                + "<task id='c'/><endEvent id='e'/>" + flow("s", "x") + flow("x", "a") + flow("x", "b")
                + flow("a", "c") + flow("b", "c") + flow("c", "e"));

        assertThat(twice.findings())
                .extracting(finding -> finding.rule() + " " + finding.element().id())
                .containsExactly("S_SYNC c");
    }

    @Test
    void twoBranchesMayComeToOneEnd() {
        Verification ends = judge("<startEvent id='s'/><parallelGateway id='x'/><task id='a'/><task id='b'/>"
                + "<endEvent id='e'/>" + flow("s", "x") + flow("x", "a") + flow("x", "b") + flow("a", "e")
                + flow("b", "e"));

        assertThat(ends.verdict()).isEqualTo(Verdict.PROVED);
    }

    @Test
    void aDrawingWithoutAStartEventBeginsWhereNothingLeads() {
        Verification drawing =
                judge("<task id='a'/><task id='b'/><endEvent id='e'/>" + flow("a", "b") + flow("b", "e"));

        assertThat(drawing.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(drawing.states()).isEqualTo(3);
    }

    @Test
    void whatCannotBeJudgedIsNamed() {
        Verification unknown = judge("<startEvent id='s'/><complexGateway id='c' name='Odd'/><adHocSubProcess id='h'/>"
                + "<endEvent id='e'/>" + flow("s", "e"));

        assertThat(unknown.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(unknown.findings())
                .extracting(finding -> finding.rule() + " " + finding.element().id())
                .containsExactly("V_ELEMENT c", "V_ELEMENT h");
        assertThat(unknown.findings().get(0).message()).contains("\"Odd\" (c)").contains("complexGateway");
    }

    @Test
    void aProcessInTooManyStatesIsTooLargeAndSaysWhatToDo() {
        StringBuilder wide = new StringBuilder("<startEvent id='s'/><parallelGateway id='x'/><parallelGateway id='j'/>"
                + "<endEvent id='e'/>" + flow("s", "x") + flow("j", "e"));
        for (int i = 0; i < 12; i++) {
            wide.append("<task id='t")
                    .append(i)
                    .append("'/>")
                    .append(flow("x", "t" + i))
                    .append(flow("t" + i, "j"));
        }

        Verification small = VERIFIER.within(new Limits(1_000, Duration.ofMinutes(1)))
                .general("wide.bpmn", BpmnFile.bytes(BpmnFile.process("wide", wide.toString())));
        Verification large = judge(wide.toString());

        assertThat(small.verdict()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(small.findings()).extracting(Finding::code).containsExactly("bpmn.tooLarge");
        assertThat(small.findings().get(0).repair()).contains("call activity");
        assertThat(large.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(large.states()).isEqualTo(4_096);
    }

    @Test
    void whatIsNoProcessFileIsInvalid() {
        assertThat(VERIFIER.general("x", BpmnFile.bytes("no")).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(VERIFIER.general("x", BpmnFile.bytes("<!DOCTYPE a><a/>")).findings())
                .extracting(Finding::code)
                .containsExactly("bpmn.doctype");
    }
}
