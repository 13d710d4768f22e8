package io.sluice.example.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.process.Variants.Expected;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of the rules says what the verifier says. */
class RulesPageTest {
    private static final Path DOCS = Path.of("../../docs");

    private static String page = "";

    static List<Expected> wrong() {
        return Variants.expected();
    }

    @BeforeAll
    static void read() throws IOException {
        page = oneLine(Files.readString(DOCS.resolve("rules.md")));
    }

    @Test
    void everyRuleHasAParagraph() {
        assertThat(Arrays.stream(Rule.values()).map(rule -> "## " + rule.id() + ": "))
                .filteredOn(heading -> !page.contains(heading))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void eachWrongVariantIsShownWithWhatTheVerifierSays(Expected expected) {
        String name = expected.file().replace(".bpmn", "");
        String wrong = "pictures/rules/" + name + "-wrong.svg";
        String right = "pictures/rules/" + name + "-right.svg";

        assertThat(List.of("processes/wrong/" + expected.file(), wrong, right, withoutLimits(message(expected))))
                .filteredOn(part -> !page.contains(part))
                .as("What the page does not say or show")
                .isEmpty();
        assertThat(DOCS.resolve(wrong)).exists();
        assertThat(DOCS.resolve(right)).exists();
    }

    private static String message(Expected expected) {
        return Variants.verify(Variants.WRONG.resolve(expected.file())).findings().stream()
                .filter(finding -> finding.rule().id().equals(expected.rule()))
                .map(Finding::message)
                .findFirst()
                .orElseThrow();
    }

    /** The tests look at fewer states than the page tells of. */
    private static String withoutLimits(String message) {
        return oneLine(message).replaceFirst(" \\(\\d+, or .*", "");
    }

    private static String oneLine(String text) {
        return text.replace("\n> ", " ").replaceAll("\\s+", " ");
    }
}
