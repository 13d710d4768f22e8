package io.sluice.example.process;

import static io.sluice.promotion.bpmn.verify.testing.ProcessAssertions.assertProves;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardedReleaseTest {
    private static final Path PROCESSES = Path.of("processes");

    /** What a designer's own build does on each change of the file. */
    @Test
    void theProcessKeepsThePolicy() {
        LicenceScan scan = new LicenceScan();
        Vocabulary words =
                Vocabulary.standard().withTopic(LicenceScan.TOPIC, new Step(scan.effect(), scan.errors(), Set.of()));

        assertProves(PROCESSES.resolve("guarded-release.bpmn"), PROCESSES.resolve("policy.json"), words);
    }

    @Test
    void tellsItsStoryToTheEnd() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        boolean happened = GuardedRelease.run(new PrintStream(told, true, UTF_8));

        assertThat(told.toString(UTF_8))
                .contains(
                        "2.0.0 is live in Production.",
                        "2.1.0: REJECTED",
                        "chart-server is under AGPL-3.0-only",
                        "Every step happened.");
        assertThat(happened).isTrue();
    }
}
