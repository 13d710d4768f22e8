package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPlacesTest extends LocalRulesContract {
    private static final String ROOTS = "<message id=\"m\" name=\"answer\" /><message id=\"nameless\" />"
            + "<signal id=\"s\" name=\"freeze\" /><error id=\"e\" errorCode=\"BUSY\" /><error id=\"codeless\" />"
            + "<escalation id=\"x\" escalationCode=\"LATE\" />";
    private static final String TASK = "<task id=\"a\" name=\"A\" />";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<boundaryEvent id=\"b\" attachedToRef=\"a\" />",
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><cancelEventDefinition /></boundaryEvent>",
                "<intermediateCatchEvent id=\"b\" />",
                "<endEvent id=\"b\"><cancelEventDefinition /></endEvent>",
                "<subProcess id=\"sub\" triggeredByEvent=\"true\"><startEvent id=\"b\" /></subProcess>",
                "<subProcess id=\"sub\"><startEvent id=\"b\"><signalEventDefinition signalRef=\"s\" /></startEvent>"
                        + "</subProcess>",
            })
    void refusesEventsThatTheEngineDoesNotRunThere(String event) {
        assertThat(wrong(TASK + event)).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("cannot be");
            assertThat(finding.element().id()).isEqualTo("b");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><errorEventDefinition /></boundaryEvent>",
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><errorEventDefinition errorRef=\"e\" /></boundaryEvent>",
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><escalationEventDefinition /></boundaryEvent>",
                "<intermediateThrowEvent id=\"b\" />",
                "<endEvent id=\"b\"><terminateEventDefinition /></endEvent>",
                "<receiveTask id=\"b\" messageRef=\"m\" />",
                "<subProcess id=\"sub\" triggeredByEvent=\"true\"><startEvent id=\"b\"><signalEventDefinition"
                        + " signalRef=\"s\" /></startEvent></subProcess>",
                "<transaction id=\"t\"><startEvent id=\"b\" /><endEvent id=\"c\"><cancelEventDefinition /></endEvent>"
                        + "</transaction><boundaryEvent id=\"d\" attachedToRef=\"t\"><cancelEventDefinition />"
                        + "</boundaryEvent>",
            })
    void acceptsEventsWhereTheyBelong(String event) {
        assertThat(wrong(TASK + event)).isEmpty();
    }

    @Test
    void refusesAnErrorThatInterruptsNothing() {
        assertThat(wrong(TASK + "<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"false\">"
                        + "<errorEventDefinition errorRef=\"e\" /></boundaryEvent>"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.repair()).isEqualTo("Make it interrupting."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<receiveTask id=\"b\" />",
                "<receiveTask id=\"b\" messageRef=\"gone\" />",
                "<intermediateCatchEvent id=\"b\"><messageEventDefinition messageRef=\"nameless\" />"
                        + "</intermediateCatchEvent>",
                "<intermediateCatchEvent id=\"b\"><signalEventDefinition /></intermediateCatchEvent>",
                "<endEvent id=\"b\"><errorEventDefinition /></endEvent>",
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><errorEventDefinition errorRef=\"codeless\" />"
                        + "</boundaryEvent>",
                "<boundaryEvent id=\"b\" attachedToRef=\"a\"><errorEventDefinition errorRef=\"m\" /></boundaryEvent>",
                "<endEvent id=\"b\"><escalationEventDefinition escalationRef=\"gone\" /></endEvent>",
            })
    void refusesReferencesToWhatIsNotThere(String event) {
        assertThat(wrong(TASK + event))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("which is not there or has no"));
    }

    @Test
    void refusesASubProcessWithoutOneBeginning() {
        assertThat(wrong("<subProcess id=\"sub\" />")).hasSize(1);
        assertThat(wrong("<subProcess id=\"sub\"><startEvent id=\"a\" /><startEvent id=\"b\" /></subProcess>"))
                .hasSize(1);
    }

    @Test
    void refusesAChoiceBetweenOtherThingsThanEvents() {
        String choice = "<eventBasedGateway id=\"g\" /><intermediateCatchEvent id=\"t\"><timerEventDefinition>"
                + "<timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>"
                + BpmnFile.flow("g", "t");

        assertThat(wrong(choice)).isEmpty();
        assertThat(wrong(choice + TASK + BpmnFile.flow("g", "a"))).hasSize(1);
    }

    @Test
    void refusesALinkWithoutExactlyOneEnd() {
        String leave = "<intermediateThrowEvent id=\"go\"><linkEventDefinition name=\"on\" /></intermediateThrowEvent>";
        String arrive =
                "<intermediateCatchEvent id=\"%s\"><linkEventDefinition name=\"%s\" /></intermediateCatchEvent>";

        assertThat(wrong(leave + arrive.formatted("come", "on"))).isEmpty();
        assertThat(wrong(leave)).hasSize(1);
        assertThat(wrong(leave + arrive.formatted("come", "off"))).hasSize(1);
        assertThat(wrong(leave + arrive.formatted("come", "on") + arrive.formatted("again", "on")))
                .hasSize(3);
    }

    private static List<Finding> wrong(String elements) {
        return findings(
                        Rule.V_ELEMENT,
                        BpmnFile.definitions(
                                ROOTS + "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"start\" />" + elements
                                        + "</process>"))
                .stream()
                .filter(finding -> finding.code().equals("bpmn.event"))
                .toList();
    }
}
