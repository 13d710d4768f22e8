package io.sluice.promotion.bpmn.verify.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsFileTest {
    @Test
    void addsTopicsAndDelegatesToTheLibrarys() {
        Vocabulary words = StepsFile.read("""
                {"topics": {"acme.scan": {"errors": ["SCAN_FAILED"], "changesArtifact": false}},
                 "delegates": {"acmeRebuild": {"changesArtifact": true, "fields": ["flavour"]}}}""");

        assertThat(words)
                .isEqualTo(Vocabulary.standard()
                        .withTopic("acme.scan", new Step(Effect.HOST, Set.of("SCAN_FAILED"), Set.of()))
                        .withDelegate("acmeRebuild", new Step(Effect.HOST_CHANGES, Set.of(), Set.of("flavour"))));
    }

    @Test
    void mayBeEmpty() {
        assertThat(StepsFile.read("{}")).isEqualTo(Vocabulary.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"topics\": {}", "{\"topics\": {}, \"topics\": {}}", "{} 1"})
    void refusesWhatIsNoObject(String json) {
        assertThat(refusal(json)).returns("steps.json", InvalidInputException::code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"topic\": {}}; steps.topic",
                "{\"topics\": []}; steps.topics",
                "{\"topics\": {\"a\": 1}}; steps.topics.a",
                "{\"topics\": {\" \": {}}}; steps.topics",
                "{\"topics\": {\"a\": {\"error\": []}}}; steps.topics.a.error",
                "{\"topics\": {\"a\": {\"errors\": \"X\"}}}; steps.topics.a.errors",
                "{\"delegates\": {\"a\": {\"errors\": [1]}}}; steps.delegates.a.errors",
                "{\"delegates\": {\"a\": {\"changesArtifact\": \"no\"}}}; steps.delegates.a.changesArtifact",
            })
    void namesThePlaceOfWhatItCannotUse(String json, String place) {
        assertThat(refusal(json))
                .returns("steps.field", InvalidInputException::code)
                .returns(Optional.of(place), InvalidInputException::field);
    }

    @Test
    void keepsTheNamesOfTheLibrary() {
        assertThat(refusal("{\"topics\": {\"promotion.deploy\": {}}}"))
                .returns("steps.reserved", InvalidInputException::code);
        assertThat(refusal("{\"delegates\": {\"promotionScan\": {}}}"))
                .returns("steps.reserved", InvalidInputException::code);
    }

    private static InvalidInputException refusal(String json) {
        return catchThrowableOfType(InvalidInputException.class, () -> StepsFile.read(json));
    }
}
