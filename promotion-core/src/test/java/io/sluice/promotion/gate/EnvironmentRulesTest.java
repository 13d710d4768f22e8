package io.sluice.promotion.gate;

import static io.sluice.promotion.gate.FactsBuilder.NOW;
import static io.sluice.promotion.gate.FactsBuilder.digest;
import static io.sluice.promotion.gate.FactsBuilder.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.gate.Gate.Moment;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.isolation.Finding;
import io.sluice.promotion.isolation.IsolationRule;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentRulesTest {
    private static final DataPolicy PERSONAL = new DataPolicy(true, false, 365);

    private final FactsBuilder facts = new FactsBuilder();

    private List<String> at(Moment moment) {
        return Gate.judge(facts.facts(), moment).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    private void declare(Map<String, String> metadata) {
        ArtifactVersion plain = facts.version;
        facts.version = new ArtifactVersion(
                plain.organization(),
                plain.artifact(),
                plain.label(),
                plain.digest(),
                plain.authors(),
                metadata,
                plain.registeredBy(),
                plain.registeredAt());
    }

    private static Workspace with(Workspace workspace, DataPolicy policy) {
        return workspace.changed(WorkspaceChange.of(workspace).with(policy));
    }

    private Optional<Drift> drift() {
        return drift(digest("alien"));
    }

    private Optional<Drift> drift(Digest found) {
        return Optional.of(new Drift(
                FactsBuilder.ACME,
                facts.target.id(),
                facts.version.artifact(),
                facts.current.map(live -> live.id()),
                facts.current.map(live -> live.digest()),
                Optional.of(found),
                NOW));
    }

    /** declared, allowed in source, allowed in target, blocked */
    @ParameterizedTest
    @CsvSource({
        "-, false, false, false",
        "-, true, false, true",
        "-, true, true, false",
        "-, false, true, false",
        "false, true, false, false",
        "true, false, false, true",
        "true, false, true, false"
    })
    void personalDataEntersOnlyWhereItIsAllowed(String declared, boolean inSource, boolean inTarget, boolean blocked) {
        facts.source = with(facts.source, new DataPolicy(inSource, false, 365));
        facts.target = with(facts.target, new DataPolicy(inTarget, false, 365));
        declare(declared.equals("-") ? Map.of() : Map.of("data.pii", declared));

        List<String> expected = blocked ? List.of("isolation.pii") : List.of();
        assertThat(at(Moment.REQUEST)).isEqualTo(expected);
        assertThat(at(Moment.DEPLOYMENT)).isEqualTo(expected);
    }

    @Test
    void encryptionIsOfferedWhereItIsDemanded() {
        facts.target = with(facts.target, new DataPolicy(false, true, 365));
        assertThat(at(Moment.REQUEST)).containsExactly("isolation.encryption");

        declare(Map.of("data.encrypted", "true"));
        assertThat(at(Moment.REQUEST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 10, -, -",
        "3, 7, 7, -, -",
        "4, 7, 7, limit.maxConcurrentExecutions, limit.maxConcurrentExecutions",
        "3, 5, 8, -, limit.promised",
        "3, 10, 10, limit.maxConcurrentExecutions, limit.maxConcurrentExecutions"
    })
    void executionsFitIntoTheLimitTogether(int own, int live, int promised, String atRequest, String atDeployment) {
        declare(Map.of("executions", Integer.toString(own)));
        facts.target = facts.target.changed(WorkspaceChange.of(facts.target).limitedTo(new Limits(100, 10)));
        facts.surroundings = new Surroundings(live, promised, List.of(), Optional.empty());
        facts.heldBy = Optional.empty();

        assertThat(at(Moment.REQUEST)).isEqualTo(atRequest.equals("-") ? List.of() : List.of(atRequest));
        assertThat(at(Moment.DEPLOYMENT)).isEqualTo(atDeployment.equals("-") ? List.of() : List.of(atDeployment));
    }

    @Test
    void whatComesWithAVersionTakesUpExecutionsToo() {
        declare(Map.of("executions", "3"));
        facts.target = facts.target.changed(WorkspaceChange.of(facts.target).limitedTo(new Limits(100, 10)));
        facts.heldBy = Optional.empty();
        facts.surroundings = new Surroundings(5, 5, List.of(), Optional.empty());
        facts.together = new GateFacts.Together(facts.version.authors(), 1, 2, List.of());
        assertThat(at(Moment.DEPLOYMENT)).isEmpty();

        facts.together = new GateFacts.Together(facts.version.authors(), 1, 3, List.of());
        assertThat(at(Moment.REQUEST)).containsExactly("limit.maxConcurrentExecutions");

        facts.surroundings = new Surroundings(4, 5, List.of(), Optional.empty());
        assertThat(at(Moment.REQUEST)).isEmpty();
        assertThat(at(Moment.DEPLOYMENT)).containsExactly("limit.promised");

        facts.heldBy = Optional.of(new PromotionId("own"));
        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void whoeverHoldsTheTargetHasTakenItsExecutionsAlready() {
        declare(Map.of("executions", "3"));
        facts.surroundings = new Surroundings(5, 8, List.of(), Optional.empty());

        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void nothingEntersAWorkspaceThatDoesNotKeepApart() {
        facts.surroundings = new Surroundings(
                0,
                0,
                List.of(new Finding(
                        IsolationRule.SHARED_GATEWAY,
                        facts.target.id(),
                        Optional.empty(),
                        "gateway",
                        "Gateway g serves prod and dev.",
                        "Give each its own.")),
                Optional.empty());

        assertThat(Gate.judge(facts.facts(), Moment.REQUEST).reasons())
                .singleElement()
                .satisfies(blocker -> assertThat(blocker.code()).isEqualTo("isolation.sharedGateway"))
                .satisfies(blocker -> assertThat(blocker.action()).isEqualTo("Give each its own."));
    }

    @Test
    void driftBlocksAndIsWaitedFor() {
        facts.surroundings = new Surroundings(0, 0, List.of(), drift());

        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons())
                .singleElement()
                .satisfies(blocker -> assertThat(blocker.code()).isEqualTo("drift.unresolved"))
                .satisfies(blocker -> assertThat(blocker.isWaitedFor()).isTrue())
                .satisfies(blocker ->
                        assertThat(blocker.evidence()).contains(digest("alien").value()));
        assertThat(at(Moment.REQUEST)).containsExactly("drift.unresolved");
    }

    @Test
    void driftDoesNotBlockTheVeryContentThatWasFound() {
        facts.surroundings = new Surroundings(0, 0, List.of(), drift(facts.version.digest()));

        assertThat(at(Moment.REQUEST)).isEmpty();
        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void goingBackIsExempt() {
        facts.kind = PromotionKind.ROLLBACK;
        facts.wasLiveInTarget = true;
        facts.source = with(facts.source, PERSONAL);
        facts.target = with(facts.target, new DataPolicy(false, true, 365));
        declare(Map.of("executions", "99999"));
        facts.captured = facts.captured.withChecks(List.of());
        facts.surroundings = new Surroundings(99, 99, List.of(), drift());

        assertThat(at(Moment.REQUEST)).doesNotContain("isolation.pii", "isolation.encryption", "drift.unresolved");
        assertThat(at(Moment.REQUEST)).noneMatch(code -> code.startsWith("limit."));
    }

    @Test
    void whatIsRecordedIsPutBackOnlyWhereSomethingElseWasFound() {
        facts.kind = PromotionKind.ROLLBACK;
        facts.wasLiveInTarget = true;
        facts.current = Optional.of(release("1.1.0"));
        facts.restores = facts.current.map(live -> live.id());
        assertThat(at(Moment.REQUEST)).contains("promotion.alreadyDeployed");

        facts.surroundings = new Surroundings(0, 0, List.of(), drift());
        assertThat(at(Moment.REQUEST)).doesNotContain("promotion.alreadyDeployed");
    }
}
