package io.sluice.promotion.gate;

import static io.sluice.promotion.gate.FactsBuilder.APPROVER;
import static io.sluice.promotion.gate.FactsBuilder.NOW;
import static io.sluice.promotion.gate.FactsBuilder.SECURITY;
import static io.sluice.promotion.gate.FactsBuilder.digest;
import static io.sluice.promotion.gate.FactsBuilder.release;
import static io.sluice.promotion.gate.FactsBuilder.workspace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.gate.Blocker.Lifts;
import io.sluice.promotion.gate.Gate.Moment;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    private final FactsBuilder facts = new FactsBuilder();

    private List<String> atRequest() {
        return codes(Moment.REQUEST);
    }

    private List<String> atDeployment() {
        return codes(Moment.DEPLOYMENT);
    }

    private List<String> codes(Moment moment) {
        return Gate.judge(facts.facts(), moment).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    @Test
    void isOpenWhenNothingStandsInTheWay() {
        assertThat(Gate.judge(facts.facts(), Moment.REQUEST).isOpen()).isTrue();
        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).isOpen()).isTrue();
    }

    @Test
    void aRequestThatHasEndedGoesNowhere() {
        facts.status = PromotionStatus.CANCELLED;

        assertThat(atDeployment()).containsExactly("promotion.ended");
    }

    @Test
    void sourceAndTargetDiffer() {
        facts.source = facts.target;

        assertThat(atRequest()).containsExactly("promotion.sameWorkspace");
    }

    @Test
    void theTargetFollowsTheSource() {
        facts.source = workspace("dev", EnvironmentType.DEVELOPMENT, Optional.empty(), 1, Limits.STANDARD, false);

        assertThat(atRequest()).containsExactly("promotion.wrongDirection");
    }

    @Test
    void theVersionWasLiveInTheSourceWithThisContent() {
        facts.wasLiveInSource = false;

        assertThat(atRequest()).containsExactly("version.notInSource");
        assertThat(atDeployment()).containsExactly("version.notInSource");
    }

    @Test
    void neitherEndOfTheWayIsArchived() {
        facts.source = workspace("staging", EnvironmentType.STAGING, Optional.of("dev"), 1, Limits.STANDARD, true);
        facts.target = workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, Limits.STANDARD, true);

        assertThat(atRequest()).containsExactly("workspace.archived", "workspace.archived");
    }

    @Test
    void aRollbackGoesOnlyToWhatWasLiveThere() {
        facts.kind = PromotionKind.ROLLBACK;
        facts.source = facts.target;
        facts.captured = facts.captured.withRollback(Optional.of(stage("approval", APPROVER.value(), 1)));

        assertThat(atDeployment()).containsExactly("release.neverLive");
        facts.wasLiveInTarget = true;
        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void aRollbackNeedsNoChecksAndNoWindow() {
        facts.kind = PromotionKind.ROLLBACK;
        facts.source = facts.target;
        facts.wasLiveInTarget = true;
        facts.checks.clear();
        facts.captured = facts.captured.withWindows(List.of(sunday()));

        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void whatIsLiveAlreadyIsNotDeployed() {
        facts.current = Optional.of(release("1.1.0"));

        assertThat(atDeployment()).containsExactly("promotion.alreadyDeployed", "target.moved");
    }

    @Test
    void theTargetIsAsItWasWhenPeopleWereAsked() {
        facts.current = Optional.of(release("1.0.1"));
        assertThat(atDeployment()).containsExactly("target.moved");

        facts.current = Optional.empty();
        assertThat(atDeployment()).containsExactly("target.moved");
    }

    @Test
    void oneRequestAtATimeIsOpenForATarget() {
        facts.inFlight = Optional.of(facts.request("other"));
        assertThat(atRequest()).containsExactly("promotion.inFlight");

        facts.inFlight = Optional.of(facts.request("own"));
        assertThat(atRequest()).isEmpty();
    }

    @Test
    void theWorkspaceHasRoomForAnotherArtifact() {
        facts.target =
                workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, new Limits(3, 1), false);
        facts.current = Optional.empty();
        facts.restores = Optional.empty();
        facts.heldBy = Optional.empty();
        facts.liveArtifacts = 2;
        assertThat(atDeployment()).isEmpty();

        facts.promisedPlaces = 1;
        assertThat(atRequest()).isEmpty();
        assertThat(atDeployment()).containsExactly("limit.promised");

        facts.liveArtifacts = 3;
        assertThat(atRequest()).containsExactly("limit.maxAgents");
    }

    @Test
    void aUnitNeedsAPlaceForEachOfItsNewcomers() {
        facts.target =
                workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, new Limits(3, 1), false);
        facts.current = Optional.empty();
        facts.restores = Optional.empty();
        facts.heldBy = Optional.empty();
        facts.together = new GateFacts.Together(facts.version.authors(), 2, 0, List.of());
        facts.liveArtifacts = 1;
        assertThat(atDeployment()).isEmpty();

        facts.promisedPlaces = 1;
        assertThat(atDeployment()).containsExactly("limit.promised");

        facts.liveArtifacts = 2;
        assertThat(atRequest()).containsExactly("limit.maxAgents");
    }

    @Test
    void anAuthorOfAnotherItemOfTheUnitDoesNotCount() {
        facts.together = new GateFacts.Together(Set.of(FactsBuilder.ALICE, new PersonId("bob")), 1, 0, List.of());

        assertThat(atDeployment()).containsExactly("approval.unsatisfiable", "approval.missing");
    }

    @Test
    void theLastPlaceIsPromisedToWhoeverHoldsTheTarget() {
        facts.target =
                workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, new Limits(3, 1), false);
        facts.current = Optional.empty();
        facts.restores = Optional.empty();
        facts.liveArtifacts = 2;
        facts.promisedPlaces = 1;

        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void aNewVersionOfWhatIsLiveNeedsNoRoom() {
        facts.target =
                workspace("prod", EnvironmentType.PRODUCTION, Optional.of("staging"), 1, new Limits(1, 1), false);

        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void anotherHolderOfTheTargetIsWaitedFor() {
        facts.heldBy = Optional.of(new PromotionId("other"));

        assertThat(atRequest()).isEmpty();
        assertThat(atDeployment()).containsExactly("target.busy");
    }

    @Test
    void aRejectionIsAReasonForEver() {
        facts.vote("gus", Decision.REJECTED, "an older subject", Set.of(), Set.of());

        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons())
                .extracting(Blocker::code, Blocker::lifts)
                .containsExactly(tuple("approval.rejected", Lifts.NEVER));
    }

    @Test
    void aProtectedWorkspaceAsksSomebody() {
        facts.captured = facts.captured.withStages(List.of());

        assertThat(atRequest()).containsExactly("policy.empty");
    }

    @Test
    void tooFewWhoCouldApproveAreNoticedBeforeAnybodyIsAsked() {
        facts.votes.clear();
        facts.candidates.put(APPROVER, Set.of(new PersonId("bob")));

        assertThat(atRequest()).containsExactly("approval.unsatisfiable");
    }

    @Test
    void whoApprovedAlreadyIsAmongThoseWhoCan() {
        facts.candidates.put(APPROVER, Set.of());

        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void nobodySaysWhoCouldWhenNobodyWasAsked() {
        facts.votes.clear();
        facts.candidates.clear();

        assertThat(atDeployment()).containsExactly("approval.missing");
    }

    @Test
    void missingApprovalsBlockTheDeploymentOnly() {
        facts.votes.remove(1);

        assertThat(atRequest()).isEmpty();
        assertThat(atDeployment()).containsExactly("approval.missing");
    }

    @Test
    void anApprovalForAnotherSubjectDoesNotCount() {
        facts.vote("carol", Decision.APPROVED, "b".repeat(64), Set.of(APPROVER), Set.of(APPROVER));

        assertThat(atDeployment()).containsExactly("approval.missing");
    }

    @Test
    void anApprovalByTheRequesterOrAnAuthorDoesNotCount() {
        facts.votes.remove(1);
        facts.approve("rita", APPROVER).approve("alice", APPROVER);

        assertThat(atDeployment()).containsExactly("approval.missing");
    }

    @Test
    void anApproverWhoLostTheRoleDoesNotCount() {
        facts.vote("carol", Decision.APPROVED, "a".repeat(64), Set.of(APPROVER), Set.of(SECURITY));

        assertThat(atDeployment()).containsExactly("approval.missing");
    }

    @Test
    void aStricterPolicyInForceCountsAsWell() {
        facts.inForce = Optional.of(facts.captured.approvedBy(Map.of(APPROVER, 2, SECURITY, 1)));
        assertThat(atDeployment()).containsExactly("approval.missing");

        facts.approve("erin", SECURITY);
        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void aLaxerPolicyInForceLoosensNothing() {
        facts.votes.remove(1);
        facts.checks.clear();
        facts.inForce =
                Optional.of(facts.captured.approvedBy(Map.of(APPROVER, 1)).withChecks(List.of()));

        assertThat(atDeployment()).containsExactly("approval.missing", "check.missing");
    }

    @Test
    void nobodyFillsTwoStagesOfThePolicyInForce() {
        facts.inForce = Optional.of(facts.captured.withStages(
                List.of(stage("first", APPROVER.value(), 1), stage("second", APPROVER.value(), 2))));
        facts.candidates.put(APPROVER, Set.of(new PersonId("bob"), new PersonId("carol"), new PersonId("dave")));

        assertThat(atDeployment()).containsExactly("approval.missing");
        facts.approve("dave", APPROVER);
        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void aCheckHasRunForThisContent() {
        facts.check(CheckVerdict.PASSED, NOW, digest("other"));
        assertThat(atDeployment()).containsExactly("check.missing");

        facts.checks.clear();
        assertThat(atDeployment()).containsExactly("check.missing");
        assertThat(atRequest()).isEmpty();
    }

    @Test
    void aCheckHasRunRecently() {
        facts.check(CheckVerdict.PASSED, NOW.minus(Duration.ofHours(24)));
        assertThat(atDeployment()).containsExactly("check.expired");

        facts.check(CheckVerdict.PASSED, NOW.minus(Duration.ofHours(24)).plusNanos(1_000));
        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void aShorterValidityInForceCounts() {
        facts.inForce = Optional.of(facts.captured.withChecks(
                List.of(new CheckRequirement(CheckName.TESTS, Duration.ofMinutes(30), Map.of()))));

        assertThat(atDeployment()).containsExactly("check.expired");
    }

    @Test
    void aCheckThatFailedOrCouldNotTellHasNotPassed() {
        facts.check(CheckVerdict.FAILED, NOW);
        assertThat(atDeployment()).containsExactly("check.failed");

        facts.check(CheckVerdict.ERROR, NOW);
        assertThat(atDeployment()).containsExactly("check.error");
    }

    @Test
    void theScheduledTimeHasCome() {
        facts.notBefore = Optional.of(NOW.plusSeconds(1));
        assertThat(atDeployment()).containsExactly("schedule.notYet");
        assertThat(atRequest()).isEmpty();

        facts.notBefore = Optional.of(NOW);
        assertThat(atDeployment()).isEmpty();
    }

    @Test
    void theChangeWindowIsOpen() {
        facts.captured = facts.captured.withWindows(List.of(sunday()));

        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons())
                .singleElement()
                .satisfies(blocker -> {
                    assertThat(blocker.code()).isEqualTo("window.closed");
                    assertThat(blocker.earliest()).contains(Instant.parse("2026-03-08T08:00:00Z"));
                });
    }

    @Test
    void theWeightiestReasonComesFirstAndEachOnce() {
        facts.captured = facts.captured.withWindows(List.of(sunday()));
        facts.inForce = Optional.of(facts.captured);
        facts.votes.remove(1);
        facts.checks.clear();
        facts.wasLiveInSource = false;

        List<Blocker> reasons = Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons();

        assertThat(reasons).extracting(Blocker::lifts).isSorted();
        assertThat(reasons).doesNotHaveDuplicates();
        assertThat(reasons.get(0).code()).isEqualTo("version.notInSource");
        assertThat(reasons).extracting(Blocker::code).contains("approval.missing", "check.missing", "window.closed");
    }

    @Test
    void everyReasonSaysWhatToDo() {
        facts.votes.clear();
        facts.checks.clear();
        facts.wasLiveInSource = false;
        facts.heldBy = Optional.of(new PromotionId("other"));

        assertThat(Gate.judge(facts.facts(), Moment.DEPLOYMENT).reasons()).allSatisfy(blocker -> {
            assertThat(blocker.message()).endsWith(".");
            assertThat(blocker.action()).endsWith(".");
            assertThat(blocker.liftedBy()).isNotBlank();
        });
    }

    @Test
    void namesWhoseApprovalsCount() {
        facts.vote("carol", Decision.APPROVED, "a".repeat(64), Set.of(APPROVER), Set.of());
        facts.approve("rita", APPROVER);

        assertThat(Gate.approvers(facts.facts())).containsExactly(new PersonId("bob"));
    }

    private static ApprovalStage stage(String name, String role, int required) {
        return new ApprovalStage(name, List.of(new ApprovalRule(new RoleId(role), required)));
    }

    private static ChangeWindow sunday() {
        return new ChangeWindow(
                Set.of(DayOfWeek.SUNDAY), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneId.of("Europe/Berlin"));
    }
}
