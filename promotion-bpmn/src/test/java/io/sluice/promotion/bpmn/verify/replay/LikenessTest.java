package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.bpmn.verify.flow.GraphReader;
import io.sluice.promotion.bpmn.verify.flow.Reading;
import io.sluice.promotion.bpmn.verify.search.TokenGame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The search plays what the engine does, no less and no more. */
class LikenessTest {
    private static final PolicyDemands NOTHING = new PolicyDemands(List.of(), false);
    private static final int WALKS = Integer.getInteger("sluice.walks", 5);

    private static BareEngine bare;

    @BeforeAll
    static void startEngine() {
        bare = new BareEngine(Walks.vocabulary());
    }

    @AfterAll
    static void closeEngine() {
        bare.close();
    }

    @ParameterizedTest
    @EnumSource(Walks.class)
    void playsWhatTheEngineDoes(Walks process) {
        assertAlike(NOTHING, process.files());
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void playsPromotionsAsTheEngineDoes(Processes process) {
        assertAlike(process.demands(), process.bpmn());
    }

    private static void assertAlike(PolicyDemands demands, byte[]... files) {
        try (EngineDriver driver = new EngineDriver(bare, Walks.vocabulary(), demands, files)) {
            Likeness likeness = new Likeness(driver, game(Walks.vocabulary(), demands, files), files);

            likeness.everywhere(600);
            for (int seed = 0; seed < WALKS; seed++) {
                likeness.walk(seed, 40);
            }

            assertThat(likeness.onlyEngine()).isEmpty();
            assertThat(likeness.onlySearch()).isEmpty();
            assertThat(likeness.states()).isGreaterThan(1);
        }
    }

    private static TokenGame game(Vocabulary vocabulary, PolicyDemands demands, byte[]... files) {
        ProcessLibrary called = id -> files.length == 1 ? Optional.empty() : Optional.of(files[1]);
        GraphReader.Compiled compiled = GraphReader.read(
                ProcessFile.read(files[0]).children("process").findFirst().orElseThrow(),
                Reading.ofPromotion(vocabulary, called));
        assertThat(compiled.findings()).isEmpty();
        return TokenGame.of(compiled.graph(), demands);
    }
}
