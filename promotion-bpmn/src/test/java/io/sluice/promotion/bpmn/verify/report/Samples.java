package io.sluice.promotion.bpmn.verify.report;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers of the verifier about the shipped process, in which "Overdue" leads on instead of to an end. */
final class Samples {
    static final String FILE = "process/acme.bpmn";

    private static final String SHIPPED = "/io/sluice/promotion/bpmn/promotion.bpmn";

    private Samples() {}

    static byte[] bpmn() {
        try (InputStream in = Samples.class.getResourceAsStream(SHIPPED)) {
            String shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return shipped.replace(
                            "sourceRef=\"overdue\" targetRef=\"expired\"",
                            "sourceRef=\"overdue\" targetRef=\"window-opens\"")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Verification proved() {
        return new Verification(FILE, Verdict.PROVED, List.of(), 213, 84);
    }

    static Verification refused() {
        return new Verification(FILE, Verdict.REFUSED, List.of(approval(), timeout(), condition()), 213, 84);
    }

    static Verification invalid() {
        return new Verification(
                FILE,
                Verdict.INVALID,
                List.of(Finding.of(
                        Rule.V_ELEMENT,
                        "bpmn.notXml",
                        "The file is not well-formed XML. Line 41: oops",
                        "",
                        Element.FILE)),
                0,
                1);
    }

    static Finding approval() {
        Element approve = new Element("approve", "Approve", 26);
        Element overdue = new Element("overdue", "Overdue", 55);
        Element window = new Element("window-opens", "Change window opens", 73);
        Element deploy = new Element("deploy", "Deploy", 116);
        return new Finding(
                Rule.P_APPROVAL,
                Severity.ERROR,
                "bpmn.approval",
                "\"Deploy\" (deploy) can run without a granted approval.",
                "Lead the flow of \"Overdue\" to an end with the outcome EXPIRED.",
                deploy,
                List.of(overdue),
                List.of(
                        step(new Element("requested", "Promotion requested", 5), Event.STARTS, "", "checks-start"),
                        step(
                                new Element("run-checks", "Run checks", 10),
                                Event.COMPLETES,
                                "checksPassed=true",
                                "checks-done"),
                        step(new Element("checks-passed", "Passed?", 16), Event.PASSES, "", "checks-yes"),
                        step(approve, Event.WAITS, ""),
                        step(overdue, Event.INTERRUPTS, "", "approve-overdue"),
                        step(window, Event.OCCURS, "", "window-open"),
                        step(
                                new Element("reserve-target", "Reserve target", 82),
                                Event.THROWS,
                                "TARGET_BUSY",
                                "reserve-busy"),
                        step(new Element("try-again", "Wait, then try again", 95), Event.OCCURS, "", "reserve-again"),
                        step(new Element("reserve-target", "Reserve target", 82), Event.PASSES, "", "reserve-done"),
                        step(new Element("confirm", "Confirm still allowed", 104), Event.PASSES, "", "confirm-done"),
                        step(deploy, Event.WAITS, "")));
    }

    static Finding timeout() {
        return Finding.of(
                Rule.P_TIMEOUT,
                "bpmn.deadline",
                "\"Approve\" (approve) has no time limit.",
                "Attach an interrupting timer.",
                new Element("approve", "Approve", 26));
    }

    static Finding condition() {
        return Finding.of(
                Rule.V_CONDITION,
                "bpmn.condition",
                "The condition of flow \"yes\" (approved-yes) is not known to the verifier.",
                "",
                new Element("approved-yes", "yes", 69));
    }

    static Finding about(Element element, String message) {
        return new Finding(
                Rule.S_STUCK,
                Severity.ERROR,
                "bpmn.stuck",
                message,
                message,
                element,
                List.of(),
                List.of(step(element, Event.STARTS, message)));
    }

    private static PathStep step(Element element, Event event, String detail, String... flows) {
        return new PathStep(element, event, detail, List.of(flows));
    }
}
