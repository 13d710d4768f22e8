package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest extends LocalRulesContract {
    private static final String NODES =
            "<startEvent id=\"start\" /><task id=\"a\" name=\"A\" /><endEvent id=\"end\" />";

    @Test
    void refusesAFlowThatLeadsNowhere() {
        assertWrong(NODES + flow("f", "a", "gone"), "leads to \"gone\", which is not there");
        assertWrong(NODES + flow("f", "gone", "a"), "begins at \"gone\", which is not there");
        assertWrong(
                NODES + "<subProcess id=\"sub\"><startEvent id=\"in\" /></subProcess>" + flow("f", "a", "in"),
                "not in the same process or sub-process");
    }

    @Test
    void refusesAFlowIntoABeginningOrOutOfAnEnd() {
        assertWrong(NODES + flow("f", "a", "start"), "which begins by itself");
        assertWrong(NODES + flow("f", "end", "a"), "from where nothing goes on");
        assertWrong(
                NODES + "<subProcess id=\"sub\" name=\"Late\" triggeredByEvent=\"true\"><startEvent id=\"in\">"
                        + "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></startEvent>"
                        + "</subProcess>" + flow("f", "a", "sub"),
                "which begins by itself");
    }

    @Test
    void refusesABoundaryEventThatIsNotAtAStep() {
        assertWrong(NODES + boundary("gone"), "which is not there");
        assertWrong(NODES + boundary("end"), "which is no step");
    }

    @Test
    void refusesADefaultFlowThatBeginsElsewhere() {
        String gateway =
                "<exclusiveGateway id=\"g\" default=\"%s\" />" + flow("yes", "g", "a") + flow("out", "a", "end");

        assertWrong(NODES + gateway.formatted("out"), "does not begin there");
        assertWrong(NODES + gateway.formatted("gone"), "does not begin there");
        assertThat(wrong(NODES + gateway.formatted("yes"))).isEmpty();
    }

    @Test
    void acceptsFlowsWithinASubProcess() {
        assertThat(wrong(NODES + "<subProcess id=\"sub\"><startEvent id=\"in\" /><task id=\"b\" />"
                        + flow("f", "in", "b") + "</subProcess>" + flow("g", "a", "sub") + boundary("sub")))
                .isEmpty();
    }

    private static void assertWrong(String elements, String message) {
        assertThat(wrong(elements)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("bpmn.connection");
            assertThat(finding.message()).contains(message);
        });
    }

    private static List<Finding> wrong(String elements) {
        return findings(Rule.V_ELEMENT, BpmnFile.process("p", elements));
    }

    private static String flow(String id, String from, String to) {
        return "<sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\" />";
    }

    private static String boundary(String host) {
        return boundaryTimer("late", host, true, "<timeDuration>P1D</timeDuration>");
    }
}
