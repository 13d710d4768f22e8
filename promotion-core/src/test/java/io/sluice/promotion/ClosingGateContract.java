package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.MutableClock;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can close the gate between a request and its deployment, and that it then stays closed. */
abstract class ClosingGateContract extends SluiceContract {
    private static final WorkspaceId SMALL = new WorkspaceId("small");
    private static final ArtifactRef OTHER = ArtifactRef.agent("billing-assistant");

    private PromotionRequest approvedForStaging() {
        acme().register("1.0.0");
        return acme().approved("1.0.0", DEV, STAGING, "bob");
    }

    private PromotionRequest approvedForProd() {
        acme().inStaging("1.0.0");
        return acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
    }

    private List<String> whyNotConfirmed(PromotionId id) {
        assertThat(flow().reserve(id)).isEmpty();
        GateDecision decision = flow().confirm(id);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        return codes(decision);
    }

    private static List<String> codes(GateDecision decision) {
        return decision.reasons().stream().map(Blocker::code).toList();
    }

    private List<String> refusedBecause(NewPromotion wanted) {
        List<String> codes = new ArrayList<>();
        assertThatThrownBy(() -> promotions().request(acme().human("rita"), ACME, wanted, key()))
                .isInstanceOfSatisfying(
                        PromotionBlockedException.class, blocked -> codes.addAll(codes(blocked.decision())));
        return codes;
    }

    @Test
    void anApproverWhoLostTheRoleCountsNoMore() {
        PromotionRequest request = approvedForProd();
        directory().revoke(ACME, "bob", "approver");

        assertThat(whyNotConfirmed(request.id())).containsExactly("approval.missing");
        flow().finish(request.id(), Outcome.NOT_ALLOWED);

        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(acme().get(request.id()).detail()).contains("1 of 2 approvals");
        assertThat(deployer().calls()).hasSize(2);
    }

    @Test
    void anApproverWhoWasSuspendedCountsNoMore() {
        PromotionRequest request = approvedForProd();
        directory().deactivate(ACME, "carol");

        assertThat(whyNotConfirmed(request.id())).containsExactly("approval.missing");
    }

    @Test
    void anApproverWhoLeftCountsNoMore() {
        PromotionRequest request = approvedForProd();
        directory().remove(ACME, "carol");

        assertThat(whyNotConfirmed(request.id())).containsExactly("approval.missing");
    }

    @Test
    void anotherRoleGainedLaterDoesNotReplaceTheOneThatWasHeld() {
        acme().inStaging("1.0.0");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.approvedBy(Map.of(new RoleId("approver"), 1, new RoleId("security"), 1)));
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "erin");
        directory().revoke(ACME, "erin", "security").grant(ACME, "bob", "security");

        assertThat(whyNotConfirmed(request.id())).containsExactly("approval.missing");
    }

    @Test
    void aDirectoryThatDoesNotAnswerLetsNothingPassAndWritesNothing() {
        PromotionRequest request = approvedForProd();
        flow().reserve(request.id());
        List<String> before = everything();
        directory().unavailable();

        assertRefused(UnavailableException.class, "directory.unavailable", () -> flow().confirm(request.id()));
        assertRefused(
                UnavailableException.class,
                "directory.unavailable",
                () -> promotions().approve(acme().human("dave"), ACME, request.id(), request.subjectHash(), "", key()));

        assertThat(everything()).isEqualTo(before);
        directory().available();
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void aPolicyThatWasLoosenedLoosensNoOpenPromotion() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 1)));

        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(whyNotConfirmed(request.id())).containsExactly("approval.missing");
    }

    @Test
    void aPolicyThatWasTightenedBindsOpenPromotions() {
        PromotionRequest request = approvedForProd();
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 3)));

        assertThat(flow().reserve(request.id()).map(ClosingGateContract::codes)).contains(List.of("approval.missing"));
        acme().approve(request.id(), "dave");
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void onePersonDoesNotFillTwoStagesOfATighterPolicy() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        ApprovalRule one = new ApprovalRule(new RoleId("approver"), 1);
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withStages(List.of(
                                new ApprovalStage("first", List.of(one)), new ApprovalStage("second", List.of(one)))));

        assertThat(flow().reserve(request.id()).map(ClosingGateContract::codes)).contains(List.of("approval.missing"));
        assertRefused(ConflictException.class, "approval.alreadyDecided", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void theDecisionRecordNamesTheStricterRevisionAndWhoCounted() {
        PromotionRequest request = approvedForProd();
        acme().replacePolicy(PROD, policy -> policy.withChecks(List.of()));
        flow().reserve(request.id());

        assertThat(flow().confirm(request.id()).isOpen()).isTrue();

        assertThat(database()
                        .texts("SELECT policy_revision FROM sluice_gate_record WHERE promotion_id = '" + request.id()
                                + "'"))
                .containsExactly("2");
        assertThat(database()
                        .texts("SELECT approvers FROM sluice_gate_record WHERE promotion_id = '" + request.id() + "'"))
                .containsExactly("[\"bob\",\"carol\"]");
    }

    @Test
    void confirmingAgainChangesNothingAboutTheDecision() {
        PromotionRequest request = approvedForProd();
        flow().reserve(request.id());
        flow().confirm(request.id());

        assertThat(flow().confirm(request.id()).isOpen()).isTrue();

        assertThat(database()
                        .texts("SELECT promotion_id FROM sluice_gate_record WHERE promotion_id = '" + request.id()
                                + "'"))
                .hasSize(1);
    }

    @Test
    void theTargetIsNotTakenForWhatNobodyApproved() {
        acme().register("1.0.0");
        PromotionRequest asked = acme().asked("1.0.0", DEV, STAGING);

        assertThat(flow().reserve(asked.id())).isEmpty();

        assertThat(database().texts("SELECT held_by FROM sluice_target WHERE held_by IS NOT NULL"))
                .isEmpty();
        assertThat(flow().confirm(asked.id()).isOpen()).isFalse();
    }

    @Test
    void takingTheTargetAgainChangesNothing() {
        PromotionRequest request = approvedForProd();
        flow().reserve(request.id());
        flow().confirm(request.id());
        PromotionRequest deploying = acme().get(request.id());

        assertThat(flow().reserve(request.id())).isEmpty();

        assertThat(acme().get(request.id())).isEqualTo(deploying);
    }

    @Test
    void confirmingWithoutTheTargetIsNoDecision() {
        PromotionRequest request = approvedForProd();

        assertThat(codes(flow().confirm(request.id()))).containsExactly("target.notReserved");
        assertThat(database()
                        .texts("SELECT promotion_id FROM sluice_gate_record WHERE promotion_id = '" + request.id()
                                + "'"))
                .isEmpty();
    }

    @Test
    void aFailedCheckStopsThePromotionWithTheReason() {
        acme().security().fails("2 critical findings");
        acme().register("1.0.0");
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        CheckReport report = flow().runChecks(request.id());

        assertThat(report.checked()).isEqualTo(Checked.FAILED);
        assertThat(report.summary()).isEqualTo("Check security did not pass: 2 critical findings");
        assertThat(codes(promotions().whyBlocked(acme().human("vic"), ACME, request.id())))
                .containsExactly("approval.missing", "check.failed");
        flow().finish(request.id(), Outcome.CHECKS_FAILED);
        assertThat(acme().get(request.id()).detail()).isEqualTo(report.summary());
    }

    @Test
    void aCheckThatCannotTellHasNotPassed() {
        acme().tests().errs("no report");
        acme().register("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", DEV, STAGING);
        acme().approve(request.id(), "bob");

        assertThat(whyNotConfirmed(request.id())).containsExactly("check.error");
    }

    @Test
    void aCheckThatBreaksLeavesNothingBehind() {
        acme().performance().breaks();
        acme().register("1.0.0");
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertThatIllegalStateException().isThrownBy(() -> flow().runChecks(request.id()));

        assertThat(database().texts("SELECT id FROM sluice_check_result")).isEmpty();
        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.PASSED);
    }

    @Test
    void aNewerFailureOutranksAnOlderPass() {
        PromotionRequest request = approvedForStaging();
        for (String summary : List.of("first", "second", "third")) {
            report(STAGING, "1.0.0", CheckOutcome.passed(summary, "", Map.of()));
            report(STAGING, "1.0.0", CheckOutcome.failed(summary, "", Map.of()));
        }

        assertThat(whyNotConfirmed(request.id())).containsExactly("check.failed");
    }

    @Test
    void aResultForOtherContentIsRefused() {
        acme().register("1.0.0");
        Checks.Report report = new Checks.Report(
                AGENT,
                new VersionLabel("1.0.0"),
                digest("something else"),
                STAGING,
                CheckName.TESTS,
                CheckOutcome.passed("", "", Map.of()));

        assertRefused(
                InvalidInputException.class,
                "digest.mismatch",
                () -> sluice().checks().report(acme().service("ci-bot"), ACME, report, key()));
    }

    @Test
    void resultsThatAreTooOldAreFetchedAnewBeforeTheTargetIsTaken() {
        PromotionRequest request = approvedForStaging();
        clock().advance(Duration.ofHours(24));

        Optional<GateDecision.Blocked> waiting = flow().reserve(request.id());

        assertThat(waiting.map(ClosingGateContract::codes).orElseThrow())
                .containsExactly("check.expired", "check.expired", "check.expired");
        assertThat(sluice().steps().recheck(10)).isEqualTo(1);
        assertThat(sluice().steps().recheck(10)).isZero();
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void aBrokenCheckKeepsNoOtherPromotionFromBeingChecked() {
        PromotionRequest broken = approvedForStaging();
        acme().register(OTHER, "1.0.0");
        PromotionRequest fine = promotions()
                .request(acme().human("rita"), ACME, NewPromotion.of(OTHER, "1.0.0", DEV, STAGING, "because"), key());
        flow().runChecks(fine.id());
        flow().openApproval(fine.id());
        acme().approve(fine.id(), "bob");
        clock().advance(Duration.ofHours(24));
        flow().reserve(broken.id());
        clock().advance(Duration.ofSeconds(1));
        flow().reserve(fine.id());
        acme().tests().breaks();

        sluice().steps().recheck(10);

        assertThat(flow().reserve(fine.id())).isEmpty();
        assertThat(flow().reserve(broken.id())).isPresent();
        sluice().steps().recheck(10);
        assertThat(flow().reserve(broken.id())).isEmpty();
    }

    @Test
    void aShorterValidityCountsAtOnce() {
        PromotionRequest request = approvedForStaging();
        clock().advance(Duration.ofHours(2));
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withChecks(
                                List.of(new CheckRequirement(CheckName.TESTS, Duration.ofHours(1), Map.of()))));

        assertThat(flow().reserve(request.id()).map(ClosingGateContract::codes).orElseThrow())
                .containsExactly("check.expired");
    }

    @Test
    void aCheckThatIsReportedFromOutsideIsAwaited() {
        acme().register("1.0.0");
        acme().replacePolicy(
                        STAGING, policy -> policy.withChecks(List.of(CheckRequirement.of(new CheckName("audit")))));
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.AWAITED);
        sluice().checks()
                .report(
                        acme().service("ci-bot"),
                        ACME,
                        new Checks.Report(
                                AGENT,
                                new VersionLabel("1.0.0"),
                                digest("1.0.0"),
                                STAGING,
                                new CheckName("audit"),
                                CheckOutcome.passed("", "", Map.of())),
                        key());
        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.PASSED);
    }

    @Test
    void oneHolderAtATimeChangesATarget() {
        acme().inProd("1.0.0");
        PromotionRequest first = acme().inStaging("1.1.0");
        PromotionRequest forward = acme().approved("1.1.0", STAGING, PROD, "bob", "carol");
        flow().reserve(forward.id());

        assertThat(first.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(database().texts("SELECT held_by FROM sluice_target WHERE workspace_id = 'prod'"))
                .containsExactly(forward.id().value());
        assertThat(flow().reserve(forward.id())).isEmpty();
    }

    @Test
    void aFullWorkspaceTakesNoFurtherArtifact() {
        createSmall(1);
        acme().register("1.0.0");
        promoteToSmall(AGENT);
        acme().register(OTHER, "1.0.0");

        assertThat(refusedBecause(NewPromotion.of(OTHER, "1.0.0", DEV, SMALL, "because")))
                .containsExactly("limit.maxAgents");
    }

    @Test
    void twoPromotionsDoNotBothTakeTheLastPlace() {
        createSmall(1);
        acme().register("1.0.0");
        acme().register(OTHER, "1.0.0");
        PromotionRequest first = requestSmall(AGENT);
        PromotionRequest second = requestSmall(OTHER);

        assertThat(flow().reserve(first.id())).isEmpty();
        assertThat(flow().reserve(second.id()).map(ClosingGateContract::codes).orElseThrow())
                .containsExactly("limit.promised");
        assertThat(flow().confirm(first.id()).isOpen()).isTrue();
        flow().deploy(first.id());
        flow().verify(first.id());
        flow().finish(first.id(), Outcome.PROMOTED);

        assertThat(whyNotConfirmed(second.id())).containsExactly("limit.maxAgents");
    }

    @Test
    void whatWasNotAllowedWhenTheTargetWasAskedForStaysSo() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        report(STAGING, "1.0.0", CheckOutcome.failed("2 tests fail", "", Map.of()));
        assertThat(flow().reserve(request.id())).isEmpty();
        report(STAGING, "1.0.0", CheckOutcome.passed("fixed", "", Map.of()));

        assertThat(codes(flow().confirm(request.id()))).containsExactly("target.notReserved");
        flow().finish(request.id(), Outcome.NOT_ALLOWED);
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.FAILED);
    }

    private void createSmall(int most) {
        acme().create(
                        ACME,
                        NewWorkspace.of("small", "Small", EnvironmentType.STAGING)
                                .after("dev")
                                .limitedTo(new Limits(most, 1))
                                .demanding(PromotionPolicy.standard(EnvironmentType.DEVELOPMENT)));
    }

    private PromotionRequest requestSmall(ArtifactRef artifact) {
        PromotionRequest request = promotions()
                .request(acme().human("rita"), ACME, NewPromotion.of(artifact, "1.0.0", DEV, SMALL, "because"), key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        return request;
    }

    private void promoteToSmall(ArtifactRef artifact) {
        flow().deployAndFinish(requestSmall(artifact).id());
    }

    @Test
    void aScheduledPromotionWaitsForItsTime() {
        acme().register("1.0.0");
        Instant later = MutableClock.MONDAY.plus(Duration.ofHours(5));
        PromotionRequest request = promotions()
                .request(
                        acme().human("rita"),
                        ACME,
                        wanted("1.0.0", DEV, STAGING).notBefore(later),
                        key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().approve(request.id(), "bob");

        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.SCHEDULED);
        assertThat(sluice().steps().windowOpens(ACME, request.id())).isEqualTo(later);
        assertThat(flow().reserve(request.id()).map(ClosingGateContract::codes).orElseThrow())
                .containsExactly("schedule.notYet");
        clock().set(later);
        assertThat(flow().reserve(request.id())).isEmpty();
    }

    @Test
    void aChangeWindowHoldsAndLetsGoOn() {
        acme().register("1.0.0");
        acme().replacePolicy(STAGING, policy -> policy.withWindows(List.of(tuesdayNight())));
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        Instant opens = Instant.parse("2026-03-03T20:00:00Z");

        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        assertThat(sluice().steps().windowOpens(ACME, request.id())).isEqualTo(opens);
        GateDecision.Blocked blocked = flow().reserve(request.id()).orElseThrow();
        assertThat(blocked.blockers())
                .extracting(Blocker::code, Blocker::earliest)
                .containsExactly(tuple("window.closed", Optional.of(opens)));
        clock().set(opens);
        sluice().steps().recheck(10);
        flow().reserve(request.id());
        flow().runChecks(request.id());
        assertThat(flow().reserve(request.id())).isEmpty();
    }

    private static ChangeWindow tuesdayNight() {
        return new ChangeWindow(
                Set.of(DayOfWeek.TUESDAY), LocalTime.of(21, 0), LocalTime.of(23, 0), ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aWrongWayIsRefusedBeforeAnybodyIsAsked() {
        acme().register("1.0.0");

        assertThat(refusedBecause(wanted("1.0.0", DEV, DEV))).contains("promotion.sameWorkspace");
        assertThat(refusedBecause(wanted("1.0.0", DEV, PROD))).containsExactly("promotion.wrongDirection");
        assertThat(refusedBecause(wanted("1.0.0", STAGING, DEV))).contains("promotion.wrongDirection");
        assertThat(refusedBecause(wanted("1.0.0", DEV, SluiceFixture.SANDBOX)))
                .containsExactly("promotion.wrongDirection");
        assertThat(refusedBecause(wanted("1.0.0", STAGING, PROD))).containsExactly("version.notInSource");
    }

    @Test
    void whatIsLiveAlreadyIsNotPromotedAgain() {
        acme().inStaging("1.0.0");

        assertThat(refusedBecause(wanted("1.0.0", DEV, STAGING))).containsExactly("promotion.alreadyDeployed");
    }

    @Test
    void aRuleThatTooFewPeopleCanMeetIsRefusedWhenItIsRequested() {
        acme().inStaging("1.0.0");
        directory().revoke(ACME, "carol", "approver").revoke(ACME, "dave", "approver");

        assertThat(refusedBecause(wanted("1.0.0", STAGING, PROD))).containsExactly("approval.unsatisfiable");
    }

    @Test
    void theSameFewPeopleCannotFillEveryStage() {
        acme().inStaging("1.0.0");
        ApprovalRule two = new ApprovalRule(new RoleId("approver"), 2);
        directory().grant(ACME, "erin", "approver");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.withStages(List.of(
                                new ApprovalStage("first", List.of(two)), new ApprovalStage("second", List.of(two)))));
        directory().revoke(ACME, "erin", "approver");

        assertThat(refusedBecause(wanted("1.0.0", STAGING, PROD))).containsExactly("approval.unsatisfiable");
    }

    @Test
    void theDryRunNamesEverythingAndChangesNothing() {
        acme().inStaging("1.0.0");
        List<String> before = everything();

        GateDecision decision = promotions().dryRun(acme().human("rita"), ACME, wanted("1.0.0", STAGING, PROD));

        assertThat(codes(decision))
                .containsExactly("approval.missing", "check.missing", "check.missing", "check.missing");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whenTheTargetMovedPeopleAreAskedAgain() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        flow().reserve(request.id());
        database()
                .execute("UPDATE sluice_target SET current = (SELECT current FROM sluice_target"
                        + " WHERE workspace_id = 'staging') WHERE workspace_id = 'prod'");

        assertThat(codes(flow().confirm(request.id()))).contains("target.moved");
    }

    private void report(WorkspaceId target, String version, CheckOutcome outcome) {
        sluice().checks()
                .report(
                        acme().service("ci-bot"),
                        ACME,
                        new Checks.Report(
                                AGENT, new VersionLabel(version), digest(version), target, CheckName.TESTS, outcome),
                        key());
    }
}
