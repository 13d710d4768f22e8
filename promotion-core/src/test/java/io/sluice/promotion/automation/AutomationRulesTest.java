package io.sluice.promotion.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.PromotionStatus;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AutomationRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final ArtifactRef AGENT = ArtifactRef.agent("agent");
    private static final WorkspaceId STAGING = new WorkspaceId("staging");
    private static final WorkspaceId PROD = new WorkspaceId("prod");

    private Optional<AutoPromotion> policy =
            Optional.of(AutoPromotion.whenAll("tests.pass_rate >= 95", "deployment.duration_hours >= 24"));
    private Optional<ArtifactVersion> live = Optional.empty();
    private Optional<PromotionStatus> newestEnd = Optional.empty();
    private Duration liveFor = Duration.ofHours(30);
    private final List<CheckResult> forTarget = new ArrayList<>();
    private final List<CheckResult> forSource = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private final List<Blocker> gate = new ArrayList<>();

    AutomationRulesTest() {
        forTarget.add(result(PROD, "tests", Map.of("tests.pass_rate", 97.5), NOW));
    }

    private static ArtifactVersion version(String label, Instant registeredAt) {
        PersonId alice = new PersonId("alice");
        return new ArtifactVersion(
                ACME, AGENT, new VersionLabel(label), digest(label), Set.of(alice), Map.of(), alice, registeredAt);
    }

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static CheckResult result(WorkspaceId target, String check, Map<String, Double> metrics, Instant at) {
        return new CheckResult(
                ACME,
                new CheckResultId("r"),
                AGENT,
                digest("1.1.0"),
                target,
                new CheckName(check),
                CheckOutcome.passed("", "", metrics),
                at,
                at.plus(Duration.ofHours(24)),
                "sluice",
                Optional.empty());
    }

    private Release inSource() {
        return new Release(
                ACME,
                new ReleaseId("r1"),
                STAGING,
                AGENT,
                1,
                new VersionLabel("1.1.0"),
                digest("1.1.0"),
                ReleaseCause.PROMOTED,
                Optional.empty(),
                Optional.empty(),
                NOW.minus(liveFor),
                Optional.empty());
    }

    private Map<String, KnownNumber> numbers() {
        return new Numbers(NOW)
                .measured(forTarget)
                .measured(forSource)
                .deployment(inSource(), 2, 1)
                .known();
    }

    private AutomationVerdict verdict() {
        return AutomationRules.judge(new AutomationFacts(
                policy,
                Optional.of(inSource()),
                Optional.of(version("1.1.0", NOW.minus(Duration.ofDays(2)))),
                live,
                numbers(),
                newestEnd,
                controls,
                gate));
    }

    private List<String> reasons() {
        return verdict().reasons().stream().map(Blocker::code).toList();
    }

    @Test
    void asksWhenEveryConditionHolds() {
        assertThat(verdict().asks()).isTrue();
        assertThat(verdict().version()).contains(new VersionLabel("1.1.0"));
        assertThat(verdict().conditions()).allMatch(ConditionVerdict::holds);
    }

    @Test
    void doesNotAskWhenOneOfAllDoesNotHold() {
        liveFor = Duration.ofHours(23);

        AutomationVerdict verdict = verdict();

        assertThat(verdict.reasons()).extracting(Blocker::code).containsExactly("automation.conditions");
        assertThat(verdict.reasons().get(0).message())
                .isEqualTo("Not every condition holds: deployment.duration_hours >= 24 (is 23).");
        assertThat(verdict.reasons().get(0).earliest())
                .contains(NOW.plus(Duration.ofHours(1)).plusSeconds(1));
    }

    @Test
    void timeAloneDoesNotHelpWhenSomethingElseIsMissing() {
        liveFor = Duration.ofHours(23);
        forTarget.clear();

        assertThat(verdict().reasons().get(0).earliest()).isEmpty();
        assertThat(verdict().reasons().get(0).message()).contains("tests.pass_rate >= 95 (not known)");
    }

    @Test
    void asksWhenAnyOfThemHolds() {
        policy = Optional.of(AutoPromotion.whenAny("tests.pass_rate >= 99", "deployment.duration_hours >= 24"));

        assertThat(verdict().asks()).isTrue();
        assertThat(verdict().conditions()).extracting(ConditionVerdict::holds).containsExactly(false, true);
    }

    @Test
    void doesNotAskWhenNoneOfAnyHolds() {
        policy = Optional.of(AutoPromotion.whenAny("tests.pass_rate >= 99", "deployment.duration_hours >= 48"));

        assertThat(reasons()).containsExactly("automation.conditions");
        assertThat(verdict().reasons().get(0).earliest())
                .contains(NOW.plus(Duration.ofHours(18)).plusSeconds(1));
    }

    @Test
    void whatWasMeasuredForTheTargetCountsBeforeTheSource() {
        forSource.add(result(STAGING, "tests", Map.of("tests.pass_rate", 10.0, "tests.total", 7.0), NOW));

        assertThat(numbers().get("tests.pass_rate").value()).isEqualByComparingTo("97.5");
        assertThat(numbers().get("tests.total").value()).isEqualByComparingTo("7");
    }

    @Test
    void whatIsTooOldIsNotKnown() {
        forTarget.clear();
        forTarget.add(result(PROD, "tests", Map.of("tests.pass_rate", 100.0), NOW.minus(Duration.ofHours(24))));

        assertThat(numbers()).doesNotContainKey("tests.pass_rate");
    }

    @Test
    void aCheckSpeaksForItselfOnly() {
        forTarget.add(result(
                PROD, "lint", Map.of("security.high", 0.0, "deployment.duration_hours", 9e9, "score", 3.0), NOW));

        assertThat(numbers())
                .containsKeys("lint.security.high", "lint.score", "lint.deployment.duration_hours")
                .doesNotContainKey("security.high");
        assertThat(numbers().get("deployment.duration_hours").value()).isEqualByComparingTo("30");
    }

    @Test
    void knowsWhatHappenedToTheContent() {
        assertThat(numbers().get("deployment.failures").value()).isEqualByComparingTo(BigDecimal.valueOf(2));
        assertThat(numbers().get("deployment.unhealthy_reports").value()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void neverGoesBackToAnOlderVersion() {
        live = Optional.of(version("1.2.0", NOW.minus(Duration.ofDays(1))));

        assertThat(reasons()).containsExactly("automation.older");
    }

    @Test
    void asksAgainOnlyForWhatEndedWell() {
        newestEnd = Optional.of(PromotionStatus.COMPLETED);
        assertThat(verdict().asks()).isTrue();

        for (PromotionStatus end : PromotionStatus.values()) {
            if (end.isEnd() && end != PromotionStatus.COMPLETED) {
                newestEnd = Optional.of(end);
                assertThat(reasons()).as(end.name()).containsExactly("automation.askedBefore");
            }
        }
    }

    @Test
    void doesNotAskWhileAPersonHoldsIt() {
        controls.add(new Control(
                ACME,
                new ControlId("c"),
                new ControlScope.AutomationHeld(PROD, AGENT),
                "put back",
                new PersonId("dan"),
                NOW,
                Optional.empty()));

        assertThat(reasons()).containsExactly("automation.held");
    }

    @Test
    void whatRefusesAPersonRefusesAutomationToo() {
        gate.add(new Blocker(
                "limit.maxAgents", "full", Blocker.Lifts.BY_PEOPLE, "somebody", "", Optional.empty(), "wait"));

        assertThat(reasons()).containsExactly("limit.maxAgents");
    }

    @Test
    void doesNotAskWithoutConditionsOrWithoutAVersion() {
        policy = Optional.empty();
        assertThat(reasons()).containsExactly("automation.off");

        AutomationVerdict nothing = AutomationRules.judge(new AutomationFacts(
                Optional.of(AutoPromotion.whenAll("tests.total > 0")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of()));
        assertThat(nothing.reasons()).extracting(Blocker::code).contains("automation.nothingInSource");
        assertThat(nothing.asks()).isFalse();
    }
}
