package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The judge itself is judged by the shipped process, which holds no danger, and by holes made in it. */
class EngineDriverTest {
    private static BareEngine bare;

    @BeforeAll
    static void startEngine() {
        bare = new BareEngine(Vocabulary.standard());
    }

    @AfterAll
    static void closeEngine() {
        bare.close();
    }

    static byte[] shipped() {
        try (InputStream file =
                EngineDriverTest.class.getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsNoDangerInTheShippedProcess() {
        long begin = System.nanoTime();
        Exploration found = explore(shipped());
        System.out.println(
                found.states() + " states " + (System.nanoTime() - begin) / 1_000_000 + " ms " + found.witnesses());

        assertThat(found.dangers()).isEmpty();
        assertThat(found.isComplete()).isTrue();
        assertThat(found.entered())
                .contains("requested", "deploy", "promoted", "rollback-failed", "expired", "reminded");
        begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            explore(shipped());
        }
        System.out.println("20 more: " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }

    private static Exploration explore(byte[] file) {
        try (EngineDriver driver =
                new EngineDriver(bare, Vocabulary.standard(), new PolicyDemands(List.of("approval"), true), file)) {
            return Exploration.of(driver, 2000);
        }
    }
}
