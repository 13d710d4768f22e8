package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.replay.Action.Move;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge is judged itself: by processes that hold no danger, and by holes made in them. */
class EngineDriverTest {
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
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void findsNoDangerInASoundProcess(Processes process) {
        Exploration found = explore(process.bpmn(), process.demands());

        assertThat(found.witnesses()).isEmpty();
        assertThat(found.isComplete()).isTrue();
        assertThat(found.entered()).contains("deploy", "roll-back", "repair", "promoted");
    }

    @ParameterizedTest
    @CsvSource({
        "flow: checks-no to deploy, UNCHECKED",
        "flow: approve-overdue to window-opens, UNAPPROVED",
        "condition: approved-yes ${true}, UNAPPROVED",
        "condition: checks-yes ${!(checksPassed)}, UNCHECKED",
        "flow: window-open to confirm, UNRESERVED",
        "flow: reserve-done to deploy, UNCONFIRMED",
        "flow: reserve-done to reserve-target, RESERVED_TWICE",
        "flow: deploy-done to deploy, DEPLOYED_TWICE",
        "flow: reminder-sent to expired, TWO_OUTCOMES",
        "flow: reminder-start to deploy, BESIDE_DEPLOY",
        "property: EXPIRED 3 dropped, NO_OUTCOME",
        "flow: deploy-done to promoted, UNTRUE_OUTCOME",
        "flow: deploy-undo to not-allowed, NOT_ROLLED_BACK",
        "flow: confirm-refused to roll-back, ROLLED_BACK_NOTHING",
        "boundary: without target-busy, UNCAUGHT",
        "flow: checks-done to run-checks, NEVER_ENDS",
        "flow: checks-no to checks-passed, ENDLESS"
    })
    void findsTheDangerInAHole(String change, Danger danger) {
        Mutant hole = Mutants.of(Processes.SHIPPED.bpmn()).stream()
                .filter(mutant -> mutant.toString().equals(change))
                .findFirst()
                .orElseThrow();

        Exploration found = explore(hole.bpmn(), Processes.SHIPPED.demands());

        assertThat(found.dangers()).contains(danger);
    }

    @Test
    void leadsTheSameWayAgain() {
        Mutant hole = Mutants.of(Processes.SHIPPED.bpmn()).stream()
                .filter(mutant -> mutant.change().equals("approve-overdue to window-opens"))
                .findFirst()
                .orElseThrow();
        List<Move> way =
                explore(hole.bpmn(), Processes.SHIPPED.demands()).witnesses().get(Danger.UNAPPROVED);

        try (EngineDriver driver =
                new EngineDriver(bare, Processes.vocabulary(), Processes.SHIPPED.demands(), hole.bpmn())) {
            way.forEach(driver::perform);

            assertThat(driver.state().places()).containsExactly("deploy");
        }
    }

    private static Exploration explore(byte[] file, PolicyDemands demands) {
        try (EngineDriver driver = new EngineDriver(bare, Processes.vocabulary(), demands, file)) {
            return Exploration.of(driver, 300);
        }
    }
}
