package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest extends LocalRulesContract {
    private static final String VERIFY_SHAPE = "<dc:Bounds x=\"1420\" y=\"260\" width=\"100\" height=\"80\" />";

    @Test
    void acceptsTheShippedPicture() {
        assertThat(picture(shipped())).isEmpty();
    }

    @Test
    void refusesAFileWithoutAPicture() {
        assertMessages(BpmnFile.sequence("p", "<task />"), "The file has no picture of the process.");
        assertMessages(
                shipped("bpmnElement=\"promotion\"", "bpmnElement=\"another\""),
                "The file has no picture of the process.");
    }

    @Test
    void refusesAStepThatIsNotDrawn() {
        assertMessages(shipped("bpmnElement=\"verify\"", "bpmnElement=\"gone\""), "\"Verify\" (verify) is not drawn.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<dc:Bounds x=\"1420\" y=\"260\" width=\"1\" height=\"1\" />",
                "<dc:Bounds x=\"NaN\" y=\"260\" width=\"100\" height=\"80\" />",
                "<dc:Bounds x=\"1e9\" y=\"260\" width=\"100\" height=\"80\" />",
                "<dc:Bounds y=\"260\" width=\"100\" height=\"80\" />",
                ""
            })
    void refusesAStepThatIsDrawnWhereNobodySeesIt(String bounds) {
        assertThat(picture(shipped(VERIFY_SHAPE, bounds)))
                .extracting(Finding::message)
                .contains("\"Verify\" (verify) is not drawn.");
    }

    @Test
    void refusesAFlowThatIsNotDrawn() {
        assertMessages(
                shipped("bpmnElement=\"approve-overdue\"", "bpmnElement=\"gone\""),
                "Flow \"approve-overdue\" is not drawn.");
    }

    @Test
    void refusesWhatIsDrawnTwice() {
        String shape = "<bpmndi:BPMNShape bpmnElement=\"verify\">"
                + "<dc:Bounds x=\"3000\" y=\"260\" width=\"100\" height=\"80\" /></bpmndi:BPMNShape>";

        assertMessages(
                shipped("</bpmndi:BPMNPlane>", shape + "</bpmndi:BPMNPlane>"), "\"Verify\" (verify) is drawn twice.");
    }

    @Test
    void refusesAFlowThatIsDrawnToSomethingElse() {
        assertMessages(
                shipped("sourceRef=\"overdue\" targetRef=\"expired\"", "sourceRef=\"overdue\" targetRef=\"rejected\""),
                "Flow \"approve-overdue\" is drawn to \"Expired\" (expired) but runs to \"Rejected\" (rejected).");
        assertMessages(
                shipped(
                        "sourceRef=\"overdue\" targetRef=\"expired\"",
                        "sourceRef=\"reminder-due\" targetRef=\"expired\""),
                "Flow \"approve-overdue\" is drawn from \"Overdue\" (overdue) but runs from \"Reminder due\""
                        + " (reminder-due).");
    }

    @Test
    void refusesAFlowThatIsDrawnToNothing() {
        assertMessages(
                shipped(
                        "<di:waypoint x=\"1350\" y=\"300\" />\n        <di:waypoint x=\"1420\" y=\"300\" />",
                        "<di:waypoint x=\"1350\" y=\"300\" /><di:waypoint x=\"1390\" y=\"300\" />"),
                "Flow \"deploy-done\" is drawn to nowhere but runs to \"Verify\" (verify).");
    }

    @Test
    void refusesAFlowThatEndsInTheMiddleOfAStep() {
        assertMessages(
                shipped(
                        "<di:waypoint x=\"1350\" y=\"300\" />\n        <di:waypoint x=\"1420\" y=\"300\" />",
                        "<di:waypoint x=\"1350\" y=\"300\" /><di:waypoint x=\"1470\" y=\"300\" />"),
                "Flow \"deploy-done\" is drawn to nowhere but runs to \"Verify\" (verify).");
    }

    @ParameterizedTest
    @CsvSource({"1350, 300, 1424, 300", "1346, 302, 1416, 298", "1300, 260, 1420, 262"})
    void acceptsAFlowThatMissesTheBorderByALittle(int x1, int y1, int x2, int y2) {
        assertThat(picture(shipped(
                        "<di:waypoint x=\"1350\" y=\"300\" />\n        <di:waypoint x=\"1420\" y=\"300\" />",
                        "<di:waypoint x=\"%d\" y=\"%d\" /><di:waypoint x=\"%d\" y=\"%d\" />"
                                .formatted(x1, y1, x2, y2))))
                .isEmpty();
    }

    @Test
    void refusesAStepOnTopOfAnother() {
        List<Finding> findings = picture(shipped(VERIFY_SHAPE, VERIFY_SHAPE.replace("1420", "1270")));

        assertThat(findings)
                .filteredOn(finding -> finding.message().contains("on top of each other"))
                .anySatisfy(finding -> {
                    assertThat(finding.message())
                            .isEqualTo("\"Deploy\" (deploy) and \"Verify\" (verify) are drawn on top of each other.");
                    assertThat(finding.element().id()).isEqualTo("verify");
                    assertThat(finding.others()).extracting(Element::id).containsExactly("deploy");
                });
    }

    @Test
    void refusesABoundaryEventThatIsDrawnAtAnotherStep() {
        assertThat(picture(shipped(
                        "cancelActivity=\"false\" attachedToRef=\"approve\"",
                        "cancelActivity=\"false\" attachedToRef=\"deploy\"")))
                .extracting(Finding::message)
                .contains("\"Reminder due\" (reminder-due) is not drawn on the border of \"Deploy\" (deploy), to which"
                        + " it is attached.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bioc:stroke=\"#ffffff\"",
                "color:border-color=\"#FEFEFE\"",
                "bioc:stroke=\"white\"",
                "color:border-color=\"transparent\""
            })
    void refusesColoursThatHideAStepOrAFlow(String colour) {
        String declared = "xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\""
                + " xmlns:color=\"http://www.omg.org/spec/BPMN/non-normative/color/1.0\" " + colour + " bpmnElement=";

        assertMessages(
                shipped("bpmnElement=\"verify\"", declared + "\"verify\""),
                "\"Verify\" (verify) is drawn in a colour that is hardly seen.");
        assertMessages(
                shipped("bpmnElement=\"approve-overdue\"", declared + "\"approve-overdue\""),
                "Flow \"approve-overdue\" is drawn in a colour that is hardly seen.");
    }

    @Test
    void acceptsTheColoursOfTheEditor() {
        assertThat(picture(shipped(
                        "bpmnElement=\"verify\"",
                        "xmlns:bioc=\"http://bpmn.io/schema/bpmn/biocolor/1.0\" bioc:stroke=\"#1E88E5\""
                                + " bioc:fill=\"#BBDEFB\" bpmnElement=\"verify\"")))
                .isEmpty();
    }

    @Test
    void acceptsSubProcessesWithWhatIsInThem() {
        assertThat(picture(BpmnFile.drawn(nested()))).isEmpty();
    }

    @Test
    void refusesWhatIsDrawnOutsideOfItsSubProcess() {
        String moved = BpmnFile.drawn(nested())
                .replaceFirst("(bpmnElement=\"inner\"><dc:Bounds x=)\"[\\d.]+\" y=\"[\\d.]+\"", "$1\"900\" y=\"900\"")
                .replaceFirst(
                        "(bpmnElement=\"in-inner\"><di:waypoint [^/]+/>)<di:waypoint [^/]+/>",
                        "$1<di:waypoint x=\"900\" y=\"940\" />");

        assertThat(picture(moved))
                .extracting(Finding::message)
                .contains("\"Inside\" (inner) is drawn outside of \"Sub\" (sub), in which it runs.");
    }

    @Test
    void acceptsACollapsedSubProcessWithAPageOfItsOwn() {
        assertThat(picture(onItsOwnPage("false"))).isEmpty();
    }

    @Test
    void refusesASubProcessThatIsDrawnOpenAndEmpty() {
        assertMessages(onItsOwnPage("true"), "\"Sub\" (sub) is drawn open, but what is in it stands on another page.");
    }

    @Test
    void refusesAPageThatNobodyOpens() {
        String hidden = shipped().replaceFirst("(?s)<bpmndi:BPMNShape id=\"verify-shape\".*?</bpmndi:BPMNShape>", "");
        String second = hidden.replace(
                "</bpmn:definitions>",
                "<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement=\"promotion\"><bpmndi:BPMNShape bpmnElement=\"verify\">"
                        + VERIFY_SHAPE
                        + "</bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>");

        assertMessages(second, "\"Verify\" (verify) is not drawn.");
    }

    @Test
    void refusesAPoolOfSomebodyElseOverAStep() {
        String pool = shipped(
                        "<bpmn:process id=",
                        "<bpmn:collaboration id=\"all\"><bpmn:participant id=\"ours\""
                                + " processRef=\"promotion\" /><bpmn:participant id=\"theirs\" name=\"Bank\" />"
                                + "</bpmn:collaboration><bpmn:process id=")
                .replace("bpmnElement=\"promotion\"", "bpmnElement=\"all\"");
        String shape = "<bpmndi:BPMNShape bpmnElement=\"theirs\"><dc:Bounds x=\"1240\" y=\"%d\" width=\"115\""
                + " height=\"85\" /></bpmndi:BPMNShape></bpmndi:BPMNPlane>";

        assertThat(picture(pool.replace("</bpmndi:BPMNPlane>", shape.formatted(240))))
                .extracting(Finding::message)
                .contains("\"Deploy\" (deploy) is drawn under the pool \"Bank\" (theirs).");
        assertThat(picture(pool.replace("</bpmndi:BPMNPlane>", shape.formatted(1000))))
                .isEmpty();
    }

    @Test
    void acceptsALaneAndANoteBehindTheSteps() {
        assertThat(picture(shipped(
                                "<bpmn:startEvent id=\"requested\"",
                                "<bpmn:textAnnotation id=\"note\">"
                                        + "<bpmn:text>A word.</bpmn:text></bpmn:textAnnotation><bpmn:startEvent id=\"requested\"")
                        .replace(
                                "</bpmndi:BPMNPlane>",
                                "<bpmndi:BPMNShape bpmnElement=\"note\">" + VERIFY_SHAPE
                                        + "</bpmndi:BPMNShape></bpmndi:BPMNPlane>")))
                .isEmpty();
    }

    @Test
    void saysOfADrawingInOnePlaceWhatItSaysOfTheFirstSteps() {
        StringBuilder steps = new StringBuilder("<startEvent id=\"start\" />");
        for (int i = 0; i < 100; i++) {
            steps.append("<task id=\"t").append(i).append("\" name=\"T\" />");
        }
        String drawn = BpmnFile.drawn(BpmnFile.process("p", steps.toString())).replaceAll("x=\"[\\d.]+\"", "x=\"1\"");

        assertThat(picture(drawn))
                .hasSize(20)
                .extracting(Finding::message)
                .allSatisfy(message -> assertThat(message).contains("on top of each other"));
    }

    private static String nested() {
        return BpmnFile.process(
                "p",
                "<startEvent id=\"start\" /><subProcess id=\"sub\" name=\"Sub\"><startEvent id=\"in\" />"
                        + "<task id=\"inner\" name=\"Inside\" />" + BpmnFile.flow("in", "inner")
                        + boundaryTimer("tick", "inner", true, "<timeDuration>P1D</timeDuration>") + "</subProcess>"
                        + boundaryTimer("late", "sub", true, "<timeDuration>P1D</timeDuration>")
                        + BpmnFile.flow("start", "sub"));
    }

    /** The inside on another page, where it may lie on what stands on the first. */
    private static String onItsOwnPage(String expanded) {
        String drawn = BpmnFile.drawn(nested()).replace("isExpanded=\"true\"", "isExpanded=\"" + expanded + "\"");
        String inside = drawn.lines()
                .filter(line -> line.matches(".*bpmnElement=\"(in|inner|tick|in-inner)\".*"))
                .collect(Collectors.joining("\n"));
        String outside = drawn.lines()
                .filter(line -> !line.matches(".*bpmnElement=\"(in|inner|tick|in-inner)\".*"))
                .collect(Collectors.joining("\n"));
        return outside.replace(
                "</definitions>",
                "<bpmndi:BPMNDiagram xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\""
                        + " xmlns:dc=\"http://www.omg.org/spec/DD/20100524/DC\""
                        + " xmlns:di=\"http://www.omg.org/spec/DD/20100524/DI\"><bpmndi:BPMNPlane bpmnElement=\"sub\">"
                        + inside + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>");
    }

    private static void assertMessages(String file, String... messages) {
        assertThat(picture(file)).extracting(Finding::message).containsExactly(messages);
    }

    private static List<Finding> picture(String file) {
        return findings(file).stream()
                .filter(finding -> finding.rule() == Rule.P_PICTURE)
                .toList();
    }
}
