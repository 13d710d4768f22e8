package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.request.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What designers draw with the kit for Camunda Modeler is what the library proves, and both use the same words. */
class ModelerKitTest {
    private static final Path KIT = Path.of("modeler");
    private static final Path PLUGIN = KIT.resolve("bpmnlint-plugin-sluice");

    /** The tests of the kit see to it that these files are what the editor writes. */
    @ParameterizedTest
    @ValueSource(strings = {"drawn.bpmn", "templates-applied.bpmn", "stage-and-message.bpmn"})
    void provesWhatTheEditorWrites(String file) throws IOException {
        byte[] bpmn = Files.readAllBytes(Path.of("src/test/resources/modeler").resolve(file));

        Verification verification =
                Verifier.of(Vocabulary.standard()).verify(file, bpmn, new PolicyDemands(List.of("board"), true));

        assertThat(verification.errors()).isEmpty();
        assertThat(verification.isProved()).isTrue();
    }

    @Test
    void namesTheStepsOfTheVocabulary() throws IOException {
        String words = Files.readString(PLUGIN.resolve("vocabulary.json"));

        Vocabulary standard = Vocabulary.standard();

        assertThat(words).contains(lines(standard.topics())).contains(lines(standard.delegates()));
        assertThat(entries(words))
                .hasSize(standard.topics().size() + standard.delegates().size());
        assertThat(quoted(words, "promotionPolicy"))
                .containsExactlyInAnyOrderElementsOf(standard.calls().get("promotionPolicy").stream()
                        .map(call -> call.replaceFirst("/.*", ""))
                        .toList());
    }

    @Test
    void namesTheOutcomes() throws IOException {
        String words = Files.readString(PLUGIN.resolve("vocabulary.json"));

        assertThat(quoted(words, "outcomes"))
                .containsExactlyElementsOf(
                        Stream.of(Outcome.values()).map(Outcome::name).toList());
    }

    @Test
    void findsUnderTheNamesOfTheVerifiersRules() throws IOException {
        List<String> ids = Stream.of(Rule.values()).map(Rule::id).toList();

        try (Stream<Path> rules = Files.list(PLUGIN.resolve("rules"))) {
            assertThat(rules.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(matches("rule\\('([^']+)'", Files.readString(file)))
                            .hasSize(1)
                            .isSubsetOf(ids));
        }
    }

    private static List<String> lines(Map<String, Step> steps) {
        return steps.entrySet().stream()
                .map(entry -> "\"%s\": { \"effect\": \"%s\", \"errors\": [%s]"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().effect(),
                                entry.getValue().errors().stream()
                                        .map(error -> '"' + error + '"')
                                        .collect(Collectors.joining(", "))))
                .toList();
    }

    private static Collection<String> entries(String words) {
        return matches("\"([^\"]+)\": \\{ \"effect\"", words);
    }

    private static Collection<String> quoted(String words, String name) {
        String list = matches("\"" + name + "\": \\[([^]]*)]", words).get(0);
        return matches("\"([^\"]+)\"", list);
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
