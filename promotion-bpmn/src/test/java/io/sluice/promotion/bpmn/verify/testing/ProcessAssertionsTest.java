package io.sluice.promotion.bpmn.verify.testing;

import static io.sluice.promotion.bpmn.verify.testing.ProcessAssertions.assertProves;
import static io.sluice.promotion.bpmn.verify.testing.ProcessAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAssertionsTest {
    private static final PromotionPolicy POLICY = PromotionPolicy.standard(EnvironmentType.PRODUCTION);

    @TempDir
    private Path folder;

    private Path proved;
    private Path refused;

    @BeforeEach
    void writeProcesses() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            String shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            proved = Files.writeString(folder.resolve("proved.bpmn"), shipped);
            refused = Files.writeString(
                    folder.resolve("refused.bpmn"),
                    shipped.replace(
                            "sourceRef=\"overdue\" targetRef=\"expired\"",
                            "sourceRef=\"overdue\" targetRef=\"window-opens\""));
        }
    }

    @Test
    void passesForAProcessThatKeepsThePolicy() {
        assertProves(proved, POLICY);
        assertProves(proved, POLICY, Vocabulary.standard());
    }

    @Test
    void readsThePolicyFromAFile() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.json"), "{\"stages\": [], \"checks\": []}");

        assertProves(proved, policy);
        assertProves(proved, policy, Vocabulary.standard());
    }

    @Test
    void failsWithTheReportForOneThatDoesNot() {
        assertThatThrownBy(() -> assertProves(refused, POLICY))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("error: P-APPROVAL: ")
                .hasMessageContaining("interrupts")
                .hasMessageContaining("refused.bpmn: refused (");
    }

    @Test
    void passesForARefusalThatWasExpected() {
        assertRefuses(refused, POLICY);
        assertRefuses(refused, POLICY, Rule.P_APPROVAL);
        assertRefuses(refused, POLICY, Vocabulary.standard(), Rule.P_APPROVAL);
    }

    @Test
    void failsWhenNothingOrSomethingElseIsRefused() {
        assertThatThrownBy(() -> assertRefuses(proved, POLICY))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("It should have been refused.\n")
                .hasMessageContaining("proved.bpmn: proved (");
        assertThatThrownBy(() -> assertRefuses(refused, POLICY, Rule.P_APPROVAL, Rule.V_CODE))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("It should have been refused by V-CODE too.\n");
    }

    @Test
    void doesNotTakeBrokenInputForAFailedProof() throws IOException {
        Path broken = Files.writeString(folder.resolve("policy.json"), "{}");

        assertThatThrownBy(() -> assertProves(folder.resolve("gone.bpmn"), POLICY))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> assertProves(proved, broken)).isInstanceOf(InvalidInputException.class);
    }
}
