package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way that a finding shows can be gone on an engine, and leads where the finding says.
 *
 * <p>A run takes every so many of the wrong files; {@code -Dsluice.replay.step=1} takes all of them.
 */
class ReplayTest {
    private static final int STEP = Integer.getInteger("sluice.replay.step", 19);
    private static final int FIRST = Integer.getInteger("sluice.replay.first", 3);

    private static BareEngine bare;

    @BeforeAll
    static void startEngine() {
        bare = new BareEngine(Processes.vocabulary());
    }

    @AfterAll
    static void closeEngine() {
        bare.close();
    }

    @ParameterizedTest
    @EnumSource(Processes.class)
    void showsWaysThatTheEngineGoes(Processes original, TestReporter reporter) {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> unreal = new ArrayList<>();
        List<Mutant> mutants = Mutants.of(original.bpmn());
        for (int i = FIRST % STEP; i < mutants.size(); i += STEP) {
            Mutant mutant = mutants.get(i);
            Verification verification =
                    Verifier.of(Processes.vocabulary()).verify("mutant.bpmn", mutant.bpmn(), original.demands());
            try (EngineDriver driver =
                    new EngineDriver(bare, Processes.vocabulary(), original.demands(), mutant.bpmn())) {
                for (Finding finding : verification.errors()) {
                    if (!finding.path().isEmpty()) {
                        counts.merge(finding.rule().id(), 1, Integer::sum);
                        if (!PathReplay.isReal(driver, mutant.bpmn(), finding)) {
                            unreal.add(mutant + ": " + finding.message() + " " + shown(finding));
                        }
                    }
                }
            } catch (ParseException e) {
                bare.clear();
            }
        }

        reporter.publishEntry(original.name(), counts.toString());
        assertThat(unreal).isEmpty();
        assertThat(counts).containsKeys("P-OUTCOME", "P-TRUTH", "V-UNCAUGHT");
    }

    @Test
    void showsWaysOfTheWrongExamplesThatTheEngineGoes(TestReporter reporter) {
        PolicyDemands demands = Processes.SHIPPED.demands();
        List<String> unreal = new ArrayList<>();
        List<String> real = new ArrayList<>();
        for (String example : Processes.wrongExamples()) {
            byte[] bpmn = Processes.example(example);
            List<Finding> shown = Verifier.of(Processes.vocabulary()).verify(example, bpmn, demands).errors().stream()
                    .filter(finding -> !finding.path().isEmpty())
                    .toList();
            if (shown.isEmpty()) {
                continue;
            }
            try (EngineDriver driver = new EngineDriver(bare, Processes.vocabulary(), demands, bpmn)) {
                for (Finding finding : shown) {
                    if (PathReplay.isReal(driver, bpmn, finding)) {
                        real.add(example + " " + finding.rule().id());
                    } else {
                        unreal.add(example + ": " + finding.message() + " " + shown(finding));
                    }
                }
            }
        }

        reporter.publishEntry("wrong examples", real.toString());
        assertThat(unreal).isEmpty();
        assertThat(real).hasSizeGreaterThan(15);
    }

    private static List<String> shown(Finding finding) {
        return finding.path().stream()
                .map(step -> step.event() + " " + step.element().id() + " " + step.detail() + step.flows())
                .toList();
    }
}
