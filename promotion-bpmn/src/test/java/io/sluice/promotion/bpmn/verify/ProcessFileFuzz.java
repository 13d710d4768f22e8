package io.sluice.promotion.bpmn.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, the verifier answers, and soon. Inputs that begin like a file are files; others say how the shipped
 * one is to be mutilated, so that they get past the parser.
 *
 * <p>The build runs it for a minute with {@code JAZZER_FUZZ=1}; without that only the inputs that are known run, those of
 * {@link #known()} and the files in {@code ProcessFileFuzzInputs/answers} beside this class. An input that was found lies in
 * {@code target} and belongs there once the mistake is understood.
 */
class ProcessFileFuzz {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<byte[]> known() {
        return Stream.of(
                shipped(),
                new byte[] {0},
                new byte[] {1, 0, 40, 3, 7},
                new byte[] {0, 1, 30, 3, 7, 2, 31, 9, 9},
                new byte[] {0, 3, 20, 5, 1, 4, 25, 1, 2, 5, 60, 2, 8},
                new byte[] {1, 6, 33, 1, 1, 7, 12, 4, 4, 0, 50, 6, 6});
    }

    /** The time limit of a test is what a hang is found by; it does not say how fast an answer is. */
    @MethodSource("known")
    @Timeout(180)
    @FuzzTest(maxDuration = "60s")
    void answers(byte[] input) {
        boolean slow = judge(input).compareTo(SECOND) > 0;

        // Classes are loaded, and instrumented, when they are first used: only what is slow again is slow by itself.
        assertThat(slow ? judge(input) : Duration.ZERO)
                .as("processor time of one input")
                .isLessThan(SECOND);
    }

    /** Judges one input and says what processor time that took. */
    private static Duration judge(byte[] input) {
        byte[] file = MutilatedFile.isInstruction(input) ? MutilatedFile.of(shipped(), input) : input;
        // Fewer states than the standard: what is asked here is whether an answer comes, not which one.
        Verifier verifier = Verifier.of(Vocabulary.standard()).within(new Limits(5_000, Duration.ofSeconds(10)));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();

        Verification answer = verifier.verify("fuzz.bpmn", file, new PolicyDemands(List.of("approval"), true));
        Verification general = verifier.general("fuzz.bpmn", file);

        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
        assertThat(answer.isProved())
                .isEqualTo(answer.verdict() == Verdict.PROVED && answer.errors().isEmpty());
        Stream.concat(answer.findings().stream(), general.findings().stream())
                .forEach(finding -> assertThat(finding.message()).isNotBlank().hasSizeLessThan(20_000));
        return taken;
    }

    private static byte[] shipped() {
        try (var file = ProcessFileFuzz.class.getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
