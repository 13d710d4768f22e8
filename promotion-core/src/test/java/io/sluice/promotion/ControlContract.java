package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.control.BadVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.CheckPhase;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What people put in the way holds, is seen, and lets go on when it is lifted; and evidence counts as long as it may. */
abstract class ControlContract extends SluiceContract {
    private static final Optional<WorkspaceId> EVERYWHERE = Optional.empty();
    private static final CheckName LICENCES = new CheckName("licences");

    private Control stop(Optional<WorkspaceId> workspace) {
        return sluice().line().stop(acme().human("gus"), ACME, workspace, "database restore", key());
    }

    private Control resume(Optional<WorkspaceId> workspace) {
        return sluice().line().resume(acme().human("gus"), ACME, workspace, "restored", key());
    }

    private Control pin(WorkspaceId workspace) {
        return sluice().pins().pin(acme().human("dan"), ACME, workspace, AGENT, "audit week", key());
    }

    private Control markBad(String version) {
        return sluice().artifacts()
                .markBad(acme().human("dan"), ACME, AGENT, new VersionLabel(version), "leaks prompts", key());
    }

    private PromotionRequest approvedForStaging(String version) {
        acme().register(version);
        return acme().approved(version, DEV, STAGING, "bob");
    }

    private List<String> whyWaiting(PromotionId id) {
        return codes(flow().reserve(id).orElseThrow());
    }

    private static List<String> codes(GateDecision decision) {
        return decision.reasons().stream().map(Blocker::code).toList();
    }

    private static void assertBlocked(String code, ThrowingCallable command) {
        assertRefused(PromotionBlockedException.class, code, command);
    }

    private List<String> events(WorkspaceId workspace) {
        return sluice().audit().ofWorkspace(acme().human("audrey"), ACME, workspace).stream()
                .map(AuditEvent::type)
                .toList();
    }

    @Test
    void aStoppedLineHoldsWhatIsApprovedUntilItIsResumed() {
        PromotionRequest request = approvedForStaging("1.0.0");
        stop(Optional.of(STAGING));

        assertThat(whyWaiting(request.id())).containsExactly("line.stopped");
        PromotionRequest held = acme().get(request.id());
        assertThat(held.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(held.phase()).isEqualTo(PromotionPhase.HELD);
        assertThat(held.detail()).contains("database restore");

        resume(Optional.of(STAGING));
        flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(events(STAGING)).contains("line.stopped", "line.resumed");
    }

    @Test
    void whileTheLineIsStoppedPeopleAskAndDecide() {
        stop(EVERYWHERE);

        PromotionRequest request = approvedForStaging("1.0.0");

        assertThat(request.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(codes(promotions().whyBlocked(acme().human("vic"), ACME, request.id())))
                .containsExactly("line.stopped");
        assertThat(whyWaiting(request.id())).containsExactly("line.stopped");
    }

    @Test
    void twoStopsAreResumedOneByOne() {
        PromotionRequest request = approvedForStaging("1.0.0");
        stop(Optional.of(STAGING));
        stop(EVERYWHERE);
        assertThat(sluice().line().stops(acme().human("vic"), ACME, STAGING)).hasSize(2);
        assertThat(sluice().line().stops(acme().human("vic"), ACME, PROD)).hasSize(1);

        resume(EVERYWHERE);
        assertThat(whyWaiting(request.id())).containsExactly("line.stopped");

        resume(Optional.of(STAGING));
        assertThat(flow().reserve(request.id())).isEmpty();
    }

    @Test
    void anotherWorkspaceIsNotStopped() {
        PromotionRequest request = approvedForStaging("1.0.0");

        stop(Optional.of(PROD));

        assertThat(flow().reserve(request.id())).isEmpty();
    }

    @Test
    void aRollbackGoesOnWhileTheLineIsStopped() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        stop(EVERYWHERE);

        PromotionRequest rollback = rollBack(Optional.empty());
        flow().openApproval(rollback.id());
        acme().approve(rollback.id(), "bob");
        flow().deployAndFinish(rollback.id());

        assertThat(live(PROD)).isEqualTo("1.0.0");
    }

    @Test
    void whatTheDeployerIsAtWorkOnFinishes() {
        PromotionRequest request = approvedForStaging("1.0.0");
        flow().reserve(request.id());
        flow().confirm(request.id());

        stop(EVERYWHERE);
        flow().deploy(request.id());
        flow().verify(request.id());
        flow().finish(request.id(), Outcome.PROMOTED);

        assertThat(live(STAGING)).isEqualTo("1.0.0");
    }

    @Test
    void aStopBetweenReservationAndConfirmationIsNoEnd() {
        PromotionRequest request = approvedForStaging("1.0.0");
        flow().reserve(request.id());
        stop(EVERYWHERE);

        assertRefused(UnavailableException.class, "gate.held", () -> flow().confirm(request.id()));

        resume(EVERYWHERE);
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void stoppingTwiceAndResumingTwiceIsRefused() {
        IdempotencyKey once = key();
        Control first = sluice().line().stop(acme().human("gus"), ACME, EVERYWHERE, "stop", once);

        assertThat(sluice().line().stop(acme().human("gus"), ACME, EVERYWHERE, "stop", once))
                .isEqualTo(first);
        assertRefused(ConflictException.class, "control.alreadySet", () -> stop(EVERYWHERE));
        Control lifted = resume(EVERYWHERE);
        assertThat(lifted.id()).isEqualTo(first.id());
        assertThat(lifted.lifted().map(Control.Lifted::by)).contains(new PersonId("gus"));
        assertRefused(ConflictException.class, "control.notSet", () -> resume(EVERYWHERE));
        assertThat(stop(EVERYWHERE).id()).isNotEqualTo(first.id());
    }

    @Test
    void aPinnedArtifactStaysUntilItIsUnpinned() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest waiting = acme().approved("1.1.0", STAGING, PROD, "bob", "carol");
        Control pin = pin(PROD);
        assertThat(((ControlScope.Pinned) pin.scope()).release())
                .isEqualTo(current(PROD).id());

        assertThat(whyWaiting(waiting.id())).containsExactly("target.pinned");
        assertThat(acme().get(waiting.id()).phase()).isEqualTo(PromotionPhase.HELD);
        promotions().cancel(acme().human("dan"), ACME, waiting.id(), "later", key());
        assertBlocked("target.pinned", () -> acme().request("1.1.0", STAGING, PROD));
        assertThat(sluice().pins().list(acme().human("vic"), ACME, PROD)).containsExactly(pin);
        assertThat(sluice().pins().list(acme().human("vic"), ACME, STAGING)).isEmpty();

        sluice().pins().unpin(acme().human("dan"), ACME, PROD, AGENT, "audit over", key());
        acme().promoted("1.1.0", STAGING, PROD, "bob", "carol");
        assertThat(live(PROD)).isEqualTo("1.1.0");
        assertThat(events(PROD)).contains("artifact.pinned", "artifact.unpinned");
    }

    @Test
    void aPinnedArtifactIsNotRolledBackEither() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        pin(PROD);

        assertBlocked("target.pinned", () -> rollBack(Optional.empty()));
    }

    @Test
    void whatIsNotLiveOrChangesRightNowIsNotPinned() {
        acme().register("1.0.0");
        assertRefused(ConflictException.class, "pin.nothingLive", () -> pin(STAGING));
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        flow().reserve(request.id());

        assertRefused(ConflictException.class, "target.busy", () -> pin(STAGING));
    }

    @Test
    void badContentGoesNowhereUnderAnyLabel() {
        PromotionRequest waiting = approvedForStaging("1.0.0");
        markBad("1.0.0");

        assertThat(whyWaiting(waiting.id())).containsExactly("version.bad");
        promotions().cancel(acme().human("rita"), ACME, waiting.id(), "bad", key());
        assertBlocked("version.bad", () -> acme().request("1.0.0", DEV, STAGING));
        NewVersion renamed = NewVersion.of(DEV, AGENT, "1.0.1", digest("1.0.0"), new PersonId("alice"));
        sluice().artifacts().register(acme().human("alice"), ACME, renamed, key());
        assertBlocked("version.bad", () -> acme().request("1.0.1", DEV, STAGING));

        sluice().artifacts()
                .clearBad(acme().human("dan"), ACME, AGENT, new VersionLabel("1.0.1"), "a false alarm", key());
        acme().promoted("1.0.0", DEV, STAGING, "bob");
        assertThat(live(STAGING)).isEqualTo("1.0.0");
    }

    @Test
    void whereBadContentIsLiveIsListedAsFarAsTheCallerSees() {
        acme().inStaging("1.0.0");
        Control mark = markBad("1.0.0");

        List<BadVersion> bad = sluice().artifacts().badVersions(acme().human("vic"), ACME, STAGING, AGENT);

        assertThat(bad).singleElement().satisfies(found -> {
            assertThat(found.mark()).isEqualTo(mark);
            assertThat(found.live()).extracting(Release::workspace).containsExactlyInAnyOrder(DEV, STAGING);
        });
        assertThat(sluice().artifacts().badVersions(acme().human("vic"), ACME, STAGING, ArtifactRef.agent("other")))
                .isEmpty();
    }

    @Test
    void nobodyGoesBackToABadVersion() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        markBad("1.0.0");

        assertBlocked("version.bad", () -> rollBack(Optional.empty()));
    }

    @Test
    void oneClickPutsBackTheReleaseBeforeOrANamedOne() {
        acme().inProd("1.0.0");
        ReleaseId first = current(PROD).id();
        acme().inProd("1.1.0");
        acme().inProd("1.2.0");

        PromotionRequest toPrevious = rollBack(Optional.empty());
        assertThat(toPrevious.version()).isEqualTo(new VersionLabel("1.1.0"));
        promotions().cancel(acme().human("dan"), ACME, toPrevious.id(), "further back", key());
        PromotionRequest toFirst = rollBack(Optional.of(first));
        assertThat(flow().runChecks(toFirst.id()).checked()).isEqualTo(Checked.PASSED);
        flow().openApproval(toFirst.id());
        acme().approve(toFirst.id(), "bob");
        flow().deployAndFinish(toFirst.id());

        assertThat(live(PROD)).isEqualTo("1.0.0");
        assertRefused(
                InvalidInputException.class,
                "reason.required",
                () -> promotions().rollBack(acme().human("dan"), ACME, PROD, AGENT, Optional.empty(), " ", key()));
    }

    @Test
    void aRevokedResultMustBeMeasuredAgain() {
        PromotionRequest request = approvedForStaging("1.0.0");
        CheckResult result = newest("1.0.0", CheckName.SECURITY);

        CheckResult revoked = revoke(result);

        assertThat(revoked.revoked().map(CheckResult.Revocation::reason)).contains("scanner broken");
        assertThat(whyWaiting(request.id())).containsExactly("check.revoked");
        assertThat(sluice().steps().recheck(10)).isEqualTo(1);
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(acme().security().candidates()).hasSize(2);
        assertRefused(ConflictException.class, "check.alreadyRevoked", () -> revoke(result));
        assertThat(events(STAGING)).contains("check.revoked");
    }

    @Test
    void noOlderResultComesBackWhenTheNewestIsRevoked() {
        acme().register("1.0.0");
        acme().replacePolicy(STAGING, policy -> policy.withChecks(List.of(CheckRequirement.of(LICENCES))));
        report("1.0.0", CheckOutcome.passed("fine", "", Map.of()));
        CheckResult failed = report("1.0.0", CheckOutcome.failed("not fine", "", Map.of()));

        revoke(failed);
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.AWAITED);
        assertThat(codes(promotions().whyBlocked(acme().human("vic"), ACME, request.id())))
                .contains("check.revoked");
    }

    @Test
    void theNewestResultIsTheLastThatArrivedWhateverTheClockSays() {
        acme().register("1.0.0");
        acme().replacePolicy(STAGING, policy -> policy.withChecks(List.of(CheckRequirement.of(LICENCES))));
        report("1.0.0", CheckOutcome.passed("fine", "", Map.of()));
        clock().advance(Duration.ofHours(-2));
        report("1.0.0", CheckOutcome.failed("not fine", "", Map.of()));
        clock().advance(Duration.ofHours(2));

        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.FAILED);
    }

    @Test
    void whatIsExpensiveRunsOnlyAfterWhatIsCheapHasPassed() {
        securityFirst();
        acme().security().fails("2 high findings");
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        CheckReport report = flow().runChecks(request.id());

        assertThat(report.checked()).isEqualTo(Checked.FAILED);
        assertThat(report.summary()).isEqualTo("Check security did not pass: 2 high findings");
        assertThat(acme().tests().candidates()).isEmpty();
    }

    @Test
    void bothPhasesRunWhenTheFirstPasses() {
        securityFirst();
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.PASSED);
        assertThat(acme().security().candidates()).hasSize(1);
        assertThat(acme().tests().candidates()).hasSize(1);
    }

    @Test
    void aStaticCheckThatIsReportedFromOutsideHoldsThePhase() {
        acme().register("1.0.0");
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withChecks(List.of(
                                CheckRequirement.of(CheckName.TESTS),
                                CheckRequirement.of(LICENCES).in(CheckPhase.STATIC))));
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        CheckReport waiting = flow().runChecks(request.id());
        assertThat(waiting.checked()).isEqualTo(Checked.AWAITED);
        assertThat(waiting.summary()).contains("licences").doesNotContain("tests");
        assertThat(acme().tests().candidates()).isEmpty();

        report("1.0.0", CheckOutcome.passed("fine", "", Map.of()));
        assertThat(flow().runChecks(request.id()).checked()).isEqualTo(Checked.PASSED);
        assertThat(acme().tests().candidates()).hasSize(1);
    }

    private void securityFirst() {
        acme().register("1.0.0");
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withChecks(List.of(
                                CheckRequirement.of(CheckName.TESTS),
                                CheckRequirement.of(CheckName.SECURITY).in(CheckPhase.STATIC))));
    }

    @Test
    void abuse21ForgedForeignExpiredAndSilentChecksLetNothingThrough() {
        PromotionRequest request = approvedForStaging("1.0.0");
        CheckOutcome fine = CheckOutcome.passed("fine", "", Map.of());
        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> sluice().checks().report(acme().human("rita"), ACME, of("1.0.0", CheckName.TESTS, fine), key()));
        Checks.Report foreign =
                new Checks.Report(AGENT, new VersionLabel("1.0.0"), digest("other"), STAGING, CheckName.TESTS, fine);
        assertRefused(
                InvalidInputException.class,
                "digest.mismatch",
                () -> sluice().checks().report(acme().service("ci-bot"), ACME, foreign, key()));
        clock().advance(Duration.ofHours(24));
        acme().tests().breaks();

        assertThat(whyWaiting(request.id())).containsOnly("check.expired");
        sluice().steps().recheck(10);
        assertThat(whyWaiting(request.id())).contains("check.expired");
    }

    @Test
    void abuse22ARollbackBringsNothingThatWasNeverLiveThere() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        acme().inStaging("1.2.0");
        ReleaseId inStaging = current(STAGING).id();
        ArtifactRef other = ArtifactRef.agent("other");
        acme().register(other, "1.0.0");
        ReleaseId ofOther = sluice().releases()
                .current(acme().human("vic"), ACME, DEV, other)
                .orElseThrow()
                .id();

        assertRefused(NotFoundException.class, "notFound", () -> rollBack(Optional.of(inStaging)));
        assertRefused(NotFoundException.class, "notFound", () -> rollBack(Optional.of(ofOther)));
        assertRefused(NotFoundException.class, "notFound", () -> rollBack(Optional.of(new ReleaseId("nowhere"))));
    }

    @Test
    void abuse23ASupersededOrHeldRequestNeverJumpsTheQueue() {
        acme().inStaging("1.0.0");
        clock().advance(Duration.ofMinutes(1));
        acme().inStaging("1.1.0");
        PromotionRequest older = acme().asked("1.0.0", STAGING, PROD);
        PromotionRequest newer = acme().asked("1.1.0", STAGING, PROD);
        assertThat(acme().get(older.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        acme().approve(newer.id(), "bob");
        acme().approve(newer.id(), "carol");
        stop(EVERYWHERE);
        assertThat(whyWaiting(newer.id())).containsExactly("line.stopped");

        assertRefused(ConflictException.class, "promotion.ended", () -> flow().reserve(older.id()));
        assertBlocked("promotion.inFlight", () -> acme().request("1.0.0", STAGING, PROD));
        resume(EVERYWHERE);
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().reserve(older.id()));
        flow().deployAndFinish(newer.id());
        assertThat(live(PROD)).isEqualTo("1.1.0");
    }

    @Test
    void whoeverIsConcernedHearsOfAStopAndOfABadVersion() {
        approvedForStaging("1.0.0");
        acme().dispatch();
        acme().notifier().clear();

        stop(Optional.of(STAGING));
        resume(Optional.of(STAGING));
        markBad("1.0.0");
        acme().dispatch();

        assertThat(acme().notifier().recipients(NotificationKind.STOP_THE_LINE))
                .containsExactlyInAnyOrder("dan", "rita");
        assertThat(acme().notifier().recipients(NotificationKind.LINE_RESUMED)).containsExactly("dan");
        assertThat(acme().notifier().recipients(NotificationKind.VERSION_MARKED_BAD))
                .containsExactlyInAnyOrder("alice", "dan", "rita");
    }

    @Test
    void onlyWhoMayHoldsBack() {
        acme().inProd("1.0.0");

        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> sluice().line().stop(acme().human("rita"), ACME, EVERYWHERE, "no", key()));
        assertRefused(
                ForbiddenException.class,
                "forbidden",
                () -> sluice().pins().pin(acme().human("bob"), ACME, PROD, AGENT, "no", key()));
        assertThatThrownBy(() -> sluice().artifacts()
                        .markBad(acme().human("alice"), ACME, AGENT, new VersionLabel("1.0.0"), "no", key()))
                .isInstanceOf(ForbiddenException.class);
    }

    private PromotionRequest rollBack(Optional<ReleaseId> release) {
        return promotions().rollBack(acme().human("dan"), ACME, PROD, AGENT, release, "it misbehaves", key());
    }

    private Release current(WorkspaceId workspace) {
        return sluice().releases()
                .current(acme().human("vic"), ACME, workspace, AGENT)
                .orElseThrow();
    }

    private String live(WorkspaceId workspace) {
        return current(workspace).version().value();
    }

    private CheckResult newest(String version, CheckName check) {
        return sluice().checks()
                .results(acme().human("vic"), ACME, AGENT, new VersionLabel(version), STAGING)
                .get(check);
    }

    private CheckResult revoke(CheckResult result) {
        return sluice().checks().revoke(acme().human("gus"), ACME, result.id(), "scanner broken", key());
    }

    private static Checks.Report of(String version, CheckName check, CheckOutcome outcome) {
        return new Checks.Report(AGENT, new VersionLabel(version), digest(version), STAGING, check, outcome);
    }

    private CheckResult report(String version, CheckOutcome outcome) {
        return sluice().checks().report(acme().service("ci-bot"), ACME, of(version, LICENCES, outcome), key());
    }
}
