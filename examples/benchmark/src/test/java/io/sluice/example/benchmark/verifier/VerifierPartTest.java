package io.sluice.example.benchmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Measurement;
import io.sluice.example.benchmark.Report;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerifierPartTest {
    static Stream<Family> families() {
        return Family.ALL.stream();
    }

    private static Verification answer(String family, int size) {
        Family one = Family.ALL.stream()
                .filter(candidate -> candidate.name().equals(family))
                .findFirst()
                .orElseThrow();
        return one.verify(size, one.file().apply(size));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyIsDrawnRight(Family family) {
        List<Integer> sizes = family.sizes().subList(0, 3);

        for (int size : sizes) {
            Verification answer = family.verify(size, family.file().apply(size));
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.verdict()).isEqualTo(Verdict.PROVED);
        }
        assertThat(sizes.stream()
                        .map(size ->
                                family.verify(size, family.file().apply(size)).states())
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyFurtherBranchDoublesTheStates() {
        int four = answer("parallel", 4).states();

        assertThat(answer("parallel", 5).states() - four).isEqualTo(16);
        assertThat(answer("parallel", 6).states() - four).isEqualTo(48);
    }

    @Test
    void oneMeasurementIsOneLineForProgramsAndOneRowForPeople() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));
        report.columns("Family", "States");

        report.add(List.of("verifier", "sequence", "10"), List.of("sequence", "13"));
        report.finish();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "verifier sequence 10", "", "| Family | States |", "| --- | --- |", "| sequence | 13 |");
    }

    @Test
    void aMeasurementCountsAtLeastOneRoundAndWhatItAllocates() {
        Measurement<Integer> measured = Measurement.of(() -> new byte[1 << 20].length, Effort.SMOKE);

        assertThat(measured.nanos()).hasSize(1);
        assertThat(measured.allocated()).isBetween(1L << 20, 2L << 20);
        assertThat(measured.answer()).isEqualTo(1 << 20);
    }
}
