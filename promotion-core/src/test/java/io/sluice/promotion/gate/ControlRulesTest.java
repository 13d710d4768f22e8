package io.sluice.promotion.gate;

import static io.sluice.promotion.gate.FactsBuilder.AGENT;
import static io.sluice.promotion.gate.FactsBuilder.NOW;
import static io.sluice.promotion.gate.FactsBuilder.RITA;
import static io.sluice.promotion.gate.FactsBuilder.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.gate.Gate.Moment;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlRulesTest {
    private static final WorkspaceId PROD = new WorkspaceId("prod");
    private static final WorkspaceId STAGING = new WorkspaceId("staging");
    private static final ReleaseId RELEASE = new ReleaseId("release-1.0.0");

    private final FactsBuilder facts = new FactsBuilder();

    private List<String> at(Moment moment) {
        return Gate.judge(facts.facts(), moment).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    private FactsBuilder backward() {
        facts.kind = PromotionKind.ROLLBACK;
        facts.source = facts.target;
        facts.wasLiveInTarget = true;
        facts.candidates.clear();
        return facts;
    }

    @Test
    void aStoppedLineHoldsTheDeploymentAndLetsPeopleAsk() {
        facts.control(new ControlScope.Line(Optional.of(PROD)));

        assertThat(at(Moment.REQUEST)).isEmpty();
        assertThat(at(Moment.DEPLOYMENT)).containsExactly("line.stopped");
        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons()).allMatch(Blocker::isWaitedFor);
    }

    @Test
    void aStopOfTheOrganizationConcernsEveryTarget() {
        facts.control(new ControlScope.Line(Optional.empty()));

        assertThat(at(Moment.DEPLOYMENT)).containsExactly("line.stopped");
    }

    @Test
    void aStopOfAnotherWorkspaceDoesNotConcernThisOne() {
        facts.control(new ControlScope.Line(Optional.of(STAGING)));

        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void aRollbackIsExemptFromAStop() {
        backward().control(new ControlScope.Line(Optional.empty()));

        assertThat(at(Moment.DEPLOYMENT)).doesNotContain("line.stopped");
    }

    @Test
    void aPinKeepsEverybodyFromAsking() {
        facts.control(new ControlScope.Pinned(PROD, AGENT, RELEASE));

        assertThat(at(Moment.REQUEST)).containsExactly("target.pinned");
        assertThat(at(Moment.DEPLOYMENT)).containsExactly("target.pinned");
    }

    @Test
    void aPinConcernsARollbackToo() {
        backward().control(new ControlScope.Pinned(PROD, AGENT, RELEASE));

        assertThat(at(Moment.REQUEST)).containsExactly("target.pinned");
    }

    @Test
    void aPinElsewhereOrOfSomethingElseDoesNotConcernThis() {
        facts.control(new ControlScope.Pinned(STAGING, AGENT, RELEASE));
        facts.control(new ControlScope.Pinned(PROD, ArtifactRef.agent("other"), RELEASE));

        assertThat(at(Moment.REQUEST)).isEmpty();
    }

    @Test
    void badContentGoesNowhere() {
        facts.control(new ControlScope.BadVersion(AGENT, facts.version.digest()));

        assertThat(at(Moment.REQUEST)).containsExactly("version.bad");
        assertThat(at(Moment.DEPLOYMENT)).containsExactly("version.bad");
    }

    @Test
    void badContentIsNotPutBackEither() {
        backward().control(new ControlScope.BadVersion(AGENT, facts.version.digest()));

        assertThat(at(Moment.REQUEST)).containsExactly("version.bad");
    }

    @Test
    void otherContentIsNotBad() {
        facts.control(new ControlScope.BadVersion(AGENT, digest("other")));
        facts.control(new ControlScope.BadVersion(ArtifactRef.agent("other"), facts.version.digest()));

        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void heldAutomationDoesNotConcernPeople() {
        facts.control(new ControlScope.AutomationHeld(PROD, AGENT));

        assertThat(at(Moment.REQUEST)).isEmpty();
        assertThat(at(Moment.DEPLOYMENT)).isEmpty();
    }

    @Test
    void aRevokedResultCountsNoLonger() {
        facts.revoked = Optional.of(new CheckResult.Revocation(RITA, NOW, "the scanner was broken"));
        facts.check(CheckVerdict.PASSED, NOW.minus(Duration.ofHours(1)));

        assertThat(at(Moment.DEPLOYMENT)).containsExactly("check.revoked");
    }
}
