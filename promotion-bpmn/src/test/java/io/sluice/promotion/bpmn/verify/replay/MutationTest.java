package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes sound processes in one place, in every way there is, and lets the engine say what each change leads to. What
 * the engine can be driven into must be refused, and what it cannot be driven into must not be held against the file.
 *
 * <p>A run takes every so many of the changes. {@code -Dsluice.mutants=all} takes all of them and goes everywhere in
 * each, which takes most of an hour.
 */
class MutationTest {
    private static final boolean ALL = "all".equals(System.getProperty("sluice.mutants"));
    private static final int STEP = ALL ? 1 : Integer.getInteger("sluice.mutants.step", 29);
    private static final int FIRST = Integer.getInteger("sluice.mutants.first", 0);
    private static final int STATES = ALL ? 400 : 100;

    /** Rules about what the engine itself would show; the others judge a file by how it is drawn. */
    private static final Set<Rule> SHOWN_BY_THE_ENGINE = EnumSet.of(
            Rule.P_CHECKS,
            Rule.P_APPROVAL,
            Rule.P_STALE,
            Rule.P_OUTCOME,
            Rule.P_TRUTH,
            Rule.P_ROLLBACK,
            Rule.P_RESERVE,
            Rule.P_CONFIRM,
            Rule.P_ONCE,
            Rule.P_PARALLEL,
            Rule.S_SYNC,
            Rule.S_STUCK,
            Rule.V_UNCAUGHT,
            Rule.V_NODEFAULT);

    private static BareEngine bare;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private final List<String> falseAlarms = new ArrayList<>();

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
    void refusesWhatTheEngineCanBeDrivenInto(Processes original, TestReporter reporter) {
        List<Mutant> mutants = Mutants.of(original.bpmn());
        int step = ALL ? 1 : original == Processes.GUARDED_RELEASE ? 5 * STEP : STEP;
        for (int i = FIRST % step; i < mutants.size(); i += step) {
            judge(original, mutants.get(i));
        }

        reporter.publishEntry(original.name(), counts.toString());
        assertThat(missed).isEmpty();
        assertThat(falseAlarms).isEmpty();
        assertThat(counts).containsKey("dangerous");
    }

    private void judge(Processes original, Mutant mutant) {
        Exploration engine;
        try (EngineDriver driver = new EngineDriver(bare, Processes.vocabulary(), original.demands(), mutant.bpmn())) {
            engine = ALL ? Exploration.of(driver, STATES) : Exploration.untilDanger(driver, STATES);
        } catch (ParseException e) {
            bare.clear();
            count("refused by the engine itself");
            return;
        }
        Verification verification =
                Verifier.of(Processes.vocabulary()).verify("mutant.bpmn", mutant.bpmn(), original.demands());
        List<Finding> errors = verification.errors().stream()
                .filter(finding -> finding.rule() != Rule.P_PICTURE)
                .toList();
        count("all");
        if (!engine.dangers().isEmpty()) {
            count("dangerous");
            if (engine.dangers().stream().anyMatch(Danger::bypassesThePolicy)) {
                count("bypassing the policy");
            }
            if (errors.isEmpty()) {
                missed.add(mutant + " " + engine.witnesses());
            }
        } else if (engine.isComplete()) {
            count("harmless");
            errors.stream()
                    .filter(finding -> SHOWN_BY_THE_ENGINE.contains(finding.rule()))
                    .forEach(finding -> falseAlarms.add(mutant + " " + finding));
            if (!errors.isEmpty()) {
                count("harmless, refused for how it is drawn");
            }
        } else {
            count("too large for the engine");
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
