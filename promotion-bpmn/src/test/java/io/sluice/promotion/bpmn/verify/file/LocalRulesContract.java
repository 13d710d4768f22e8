package io.sluice.promotion.bpmn.verify.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What a file shows without running it, judged against a policy with the stage "board". */
abstract class LocalRulesContract {
    static final PolicyDemands BOARD = new PolicyDemands(List.of("board"), true);

    static final String APPROVAL = property("promotion.step", "approval");

    static final String DEADLINE = "${promotionPolicy.approvalDeadline(execution)}";

    private static final Vocabulary WORDS = Vocabulary.standard()
            .withTopic("acme.scan", new Step(Effect.HOST, Set.of("SCAN_FAILED"), Set.of()))
            .withDelegate("acmeTicket", new Step(Effect.HOST, Set.of(), Set.of()));

    static List<Finding> findings(String file) {
        return findings(file, BOARD);
    }

    static List<Finding> findings(String file, PolicyDemands demands) {
        return LocalRules.check(ProcessFile.read(BpmnFile.bytes(file)), WORDS, demands);
    }

    /** Of one rule, in a file without a picture of its own. */
    static List<Finding> findings(Rule rule, String file) {
        return findings(BpmnFile.drawn(file)).stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
    }

    static void assertFound(Rule rule, String file, String... messages) {
        assertThat(findings(rule, file))
                .as(rule.id())
                .extracting(Finding::message)
                .hasSameSizeAs(messages)
                .allSatisfy(message -> assertThat(message).containsAnyOf(messages));
    }

    static void assertNotFound(Rule rule, String file) {
        assertThat(findings(rule, file)).extracting(Finding::message).isEmpty();
    }

    static List<Finding> errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    static String shipped() {
        try (InputStream file =
                LocalRulesContract.class.getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped file with something else in it. */
    static String shipped(String text, String replacement) {
        assertThat(shipped()).contains(text);
        return shipped().replace(text, replacement);
    }

    static String extension(String elements) {
        return "<extensionElements>" + elements + "</extensionElements>";
    }

    static String property(String name, String value) {
        return extension("<camunda:properties>" + one(name, value) + "</camunda:properties>");
    }

    static String one(String name, String value) {
        return "<camunda:property name=\"" + name + "\" value=\"" + value + "\" />";
    }

    static String boundaryTimer(String id, String host, boolean interrupting, String time) {
        return "<boundaryEvent id=\"%s\" attachedToRef=\"%s\" cancelActivity=\"%s\"><timerEventDefinition>%s"
                        .formatted(id, host, interrupting, time)
                + "</timerEventDefinition></boundaryEvent>";
    }

    /** An approval step with an interrupting timer. */
    static String approval(String id, String more) {
        return "<userTask id=\"" + id + "\" name=\"Approve\">" + more + "</userTask>"
                + boundaryTimer("late-" + id, id, true, "<timeDate>" + DEADLINE + "</timeDate>");
    }
}
