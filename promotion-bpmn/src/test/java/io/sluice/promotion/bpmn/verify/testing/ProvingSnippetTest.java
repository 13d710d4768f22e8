package io.sluice.promotion.bpmn.verify.testing;

import static io.sluice.promotion.bpmn.verify.testing.ProcessAssertions.assertProves;
import static io.sluice.promotion.bpmn.verify.testing.ProcessAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.documentation.Documentation;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvingSnippetTest {
    private static final Path PROCESS = Path.of("src/main/resources/io/sluice/promotion/bpmn/promotion.bpmn");

    @TempDir
    private Path folder;

    private Path oneBoard;
    private String twoBoards;

    @BeforeEach
    void leaveABoardOut() throws IOException {
        twoBoards = Files.readString(Path.of("src/test/policies/two-boards.json"));
        oneBoard = Files.writeString(
                folder.resolve("one-board.bpmn"),
                Files.readString(PROCESS)
                        .replace(
                                "name=\"promotion.step\" value=\"approval\" />",
                                "name=\"promotion.step\" value=\"approval\" />"
                                        + "<camunda:property name=\"promotion.stage\" value=\"security\" />"));
    }

    // snippet: proving
    @Test
    void keepsThePolicyOfProduction() {
        assertProves(PROCESS, PromotionPolicy.standard(EnvironmentType.PRODUCTION));
    }

    @Test
    void keepsThePolicyThatLiesNextToIt() {
        assertProves(PROCESS, Path.of("src/test/policies/two-boards.json"));
    }

    @Test
    void mayUseOurOwnSteps() {
        assertProves(
                PROCESS,
                PromotionPolicy.standard(EnvironmentType.PRODUCTION),
                Vocabulary.standard().withTopic("acme.scan", new Step(Effect.HOST, Set.of("SCAN_FAILED"), Set.of())));
    }

    @Test
    void isRefusedOnceABoardIsForgotten() {
        assertRefuses(oneBoard, PolicyFile.read(twoBoards), Rule.P_STAGES);
    }
    // end of snippet

    @Test
    void thePageShowsTheseLines() {
        assertThat(Documentation.blocks("docs/verifying-processes.md", "java"))
                .isEqualTo(
                        Documentation.snippets(
                                "promotion-bpmn/src/test/java/io/sluice/promotion/bpmn/verify/testing/ProvingSnippetTest.java"));
    }
}
