package io.sluice.example.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.process.Variants.Expected;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantsTest {
    static List<Expected> wrong() {
        return Variants.expected();
    }

    /** All but the one that another one calls: by itself it asks nobody and ends without an outcome. */
    static Stream<Path> right() {
        return Variants.in(Variants.RIGHT).stream().filter(file -> !file.endsWith("inform-people.bpmn"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void eachWrongVariantEarnsItsFindingAndNoOther(Expected expected) {
        Verification verification = Variants.verify(Variants.WRONG.resolve(expected.file()));

        assertThat(verification.findings()).extracting(VariantsTest::place).hasSameElementsAs(places(expected));
        assertThat(verification.findings())
                .filteredOn(finding -> finding.rule().id().equals(expected.rule()))
                .extracting(finding -> finding.severity().name().toLowerCase(Locale.ROOT))
                .containsOnly(expected.severity());
        assertThat(verification.verdict()).isEqualTo(verdict(expected));
    }

    @ParameterizedTest
    @MethodSource("right")
    void eachRightVariantIsProvedWithoutAnyFinding(Path file) {
        Verification verification = Variants.verify(file);

        assertThat(verification.findings()).isEmpty();
        assertThat(verification.verdict()).isEqualTo(Verdict.PROVED);
    }

    @Test
    void theIndexNamesEveryFileAndEveryRule() {
        assertThat(Variants.expected())
                .extracting(Expected::file)
                .containsExactlyInAnyOrderElementsOf(Variants.in(Variants.WRONG).stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        assertThat(Variants.expected())
                .extracting(Expected::rule)
                .containsAll(Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    private static Verdict verdict(Expected expected) {
        if (expected.rule().equals(Rule.V_SIZE.id())) {
            return Verdict.TOO_LARGE;
        }
        return expected.severity().equals("error") ? Verdict.REFUSED : Verdict.PROVED;
    }

    private static List<String> places(Expected expected) {
        Stream<String> also = Stream.ofNullable(expected.also())
                .flatMap(List::stream)
                .map(other -> other.get("rule") + " at " + other.get("element"));
        return Stream.concat(Stream.of(expected.rule() + " at " + expected.element()), also)
                .toList();
    }

    private static String place(Finding finding) {
        return finding.rule().id() + " at " + finding.element().id();
    }
}
