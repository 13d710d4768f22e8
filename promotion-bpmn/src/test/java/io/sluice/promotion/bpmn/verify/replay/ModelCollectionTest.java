package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The process files that the engine's makers test it with, every one of which they have drawn for some element or corner
 * of it. The build lays their jar into the target folder; none of them is a promotion, so they are judged in general.
 */
class ModelCollectionTest {
    private static final Path JAR = Path.of("target", "models", "engine-models.jar");
    private static final String SCHEMA = "\\s(?:xsi:)?schemaLocation\\s*=\\s*(?:\"[^\"]*\"|'[^']*')";

    private static final List<Verification> ANSWERS = new ArrayList<>();

    @BeforeAll
    static void judgeThemAll() throws IOException {
        Verifier verifier = Verifier.of(Vocabulary.standard());
        try (JarFile jar = new JarFile(JAR.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".bpmn") || name.endsWith(".bpmn20.xml")) {
                    ANSWERS.add(verifier.general(
                            name, withoutSchemas(jar.getInputStream(entry).readAllBytes())));
                }
            }
        }
    }

    /** Where schemas lie is refused in every file, because the engine would go there. */
    private static byte[] withoutSchemas(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).replaceAll(SCHEMA, "").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void hasAnAnswerForEachOfThem(TestReporter reporter) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        ANSWERS.forEach(answer -> verdicts.merge(answer.verdict(), 1, Integer::sum));

        reporter.publishEntry("verdicts", verdicts.toString());
        assertThat(ANSWERS).hasSizeGreaterThan(1900);
        assertThat(verdicts.get(Verdict.PROVED)).isGreaterThan(ANSWERS.size() * 9 / 10);
        assertThat(verdicts).doesNotContainKey(Verdict.TOO_LARGE);
        assertThat(verdicts.getOrDefault(Verdict.INVALID, 0)).isLessThan(10);
    }

    @Test
    void saysWhyWhereItRefuses() {
        assertThat(ANSWERS)
                .filteredOn(answer -> answer.verdict() != Verdict.PROVED)
                .allSatisfy(answer -> assertThat(answer.errors()).isNotEmpty().allSatisfy(finding -> {
                    assertThat(finding.message()).isNotBlank();
                    assertThat(finding.code()).startsWith("bpmn.");
                }));
    }

    @Test
    void namesTheElementsThatItDoesNotKnow() {
        List<Finding> unknown = ANSWERS.stream()
                .flatMap(answer -> answer.findings().stream())
                .filter(finding ->
                        finding.severity() == Severity.ERROR && finding.code().equals("bpmn.elementNotAllowed"))
                .toList();

        assertThat(unknown).isNotEmpty();
        assertThat(unknown)
                .allSatisfy(finding -> assertThat(finding.element().line()).isPositive());
    }

    @Test
    void takesNoTimeThatAnybodyWouldNotice() {
        assertThat(ANSWERS.stream().mapToInt(Verification::states).max().orElseThrow())
                .isLessThan(5000);
    }
}
