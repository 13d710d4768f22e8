package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow.Told;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may decide what, when, and what their decision does. */
abstract class DecisionContract extends SluiceContract {
    private PromotionRequest askedToStaging() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private PromotionRequest askedToProd() {
        acme().inStaging("1.0.0");
        return acme().asked("1.0.0", STAGING, PROD);
    }

    private PromotionRequest approveAs(Actor actor, PromotionRequest request) {
        return promotions().approve(actor, ACME, request.id(), request.subjectHash(), "", key());
    }

    @Test
    void theRequesterDoesNotApproveTheirOwnRequest() {
        directory().grant(ACME, "rita", "approver");
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.selfApproval", () -> acme().approve(request.id(), "rita"));
    }

    @Test
    void anAuthorOfTheVersionDoesNotApproveIt() {
        directory().grant(ACME, "alice", "approver");
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.author", () -> acme().approve(request.id(), "alice"));
    }

    @Test
    void aSecondAccountOfTheRequesterDoesNotApproveEither() {
        directory().grant(ACME, "rita", "approver").alias("RITA@corp", "rita");
        PromotionRequest request = askedToStaging();

        assertRefused(
                ForbiddenException.class, "approval.selfApproval", () -> approveAs(acme().human("RITA@corp"), request));
    }

    @Test
    void theRequesterIsFoundBehindTheServiceAccountThatAskedForThem() {
        directory().grant(ACME, "bob", "requester");
        acme().register("1.0.0");
        PromotionRequest request = promotions()
                .request(sluice().actors().serviceFor("pipeline", "bob"), ACME, wanted("1.0.0", DEV, STAGING), key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());

        assertRefused(ForbiddenException.class, "approval.selfApproval", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void aServiceAccountDoesNotDecideNotEvenForAnApprover() {
        directory().member(ACME, "robot", "viewer", "approver");
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approver.notHuman", () -> approveAs(acme().service("robot"), request));
        assertRefused(
                ForbiddenException.class,
                "approver.notHuman",
                () -> approveAs(sluice().actors().serviceFor("robot", "bob"), request));
        assertRefused(
                ForbiddenException.class,
                "approver.notHuman",
                () -> promotions()
                        .reject(acme().service("robot"), ACME, request.id(), request.subjectHash(), "no", key()));
    }

    @Test
    void aPersonWithoutTheRoleDoesNotApprove() {
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "vic"));
    }

    @Test
    void anApproverOfAnotherWorkspaceDoesNotApprove() {
        directory().member(ACME, "otto", "viewer").grantIn(ACME, PROD, "otto", "approver");
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "otto"));
    }

    @Test
    void onePersonWithTwoRolesFillsOneSlot() {
        acme().inStaging("1.0.0");
        directory().grant(ACME, "bob", "security");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.approvedBy(Map.of(new RoleId("approver"), 1, new RoleId("security"), 1)));
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);

        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.PENDING);
        assertRefused(ConflictException.class, "approval.alreadyDecided", () -> acme().approve(request.id(), "bob"));
        assertThat(acme().approve(request.id(), "carol").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whoCameFirstIsMovedToTheRoleThatOnlyTheyHold() {
        acme().inStaging("1.0.0");
        directory().grant(ACME, "bob", "security");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.approvedBy(Map.of(new RoleId("approver"), 2, new RoleId("security"), 1)));
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);

        acme().approve(request.id(), "bob");
        acme().approve(request.id(), "carol");
        PromotionRequest decided = acme().approve(request.id(), "dave");

        assertThat(decided.status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void stagesAreAskedOneAfterTheOther() {
        acme().inStaging("1.0.0");
        acme().replacePolicy(
                        PROD,
                        policy -> policy.withStages(List.of(
                                new ApprovalStage("team", List.of(new ApprovalRule(new RoleId("approver"), 1))),
                                new ApprovalStage("security", List.of(new ApprovalRule(new RoleId("security"), 1))))));
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);

        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "erin"));
        acme().approve(request.id(), "bob");
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.STAGE_OPENED);
        PromotionRequest decided = acme().approve(request.id(), "erin");

        assertThat(decided.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.STAGE_OPENED, Told.APPROVED);
    }

    @Test
    void openingAnApprovalStepAgainOpensNoSecondTask() {
        PromotionRequest request = askedToStaging();

        flow().openApproval(request.id());

        assertThat(database().texts("SELECT id FROM sluice_task")).hasSize(1);
    }

    @Test
    void everyDecisionIsKeptWithTheRolesHeldThen() {
        PromotionRequest request = askedToProd();

        acme().approve(request.id(), "bob");

        List<Approval> approvals = promotions().approvals(acme().human("vic"), ACME, request.id());
        assertThat(approvals).singleElement().satisfies(approval -> {
            assertThat(approval.person()).isEqualTo(new PersonId("bob"));
            assertThat(approval.roles()).containsExactlyInAnyOrder(new RoleId("approver"), new RoleId("viewer"));
            assertThat(approval.subjectHash()).isEqualTo(request.subjectHash());
        });
    }

    @Test
    void aPageThatIsOutOfDateDecidesNothing() {
        PromotionRequest request = askedToStaging();

        assertRefused(
                ConflictException.class,
                "approval.subjectChanged",
                () -> promotions().approve(acme().human("bob"), ACME, request.id(), "0".repeat(64), "", key()));
        assertRefused(
                ConflictException.class,
                "approval.subjectChanged",
                () -> promotions().reject(acme().human("bob"), ACME, request.id(), "0".repeat(64), "no", key()));
    }

    @Test
    void nobodyApprovesBeforeTheyAreAsked() {
        acme().register("1.0.0");
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void theDeadlineItselfIsTooLate() {
        PromotionRequest request = askedToStaging();
        clock().advance(Duration.ofDays(3));

        assertRefused(ForbiddenException.class, "approval.tooLate", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void aMomentBeforeTheDeadlineIsInTime() {
        PromotionRequest request = askedToStaging();
        clock().advance(Duration.ofDays(3).minusNanos(1_000));

        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whatHasExpiredIsApprovedNoMore() {
        PromotionRequest request = askedToStaging();
        flow().finish(request.id(), Outcome.EXPIRED);

        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void whatIsApprovedDoesNotExpire() {
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "bob");

        assertRefused(
                ConflictException.class, "promotion.transition", () -> flow().finish(request.id(), Outcome.EXPIRED));
    }

    @Test
    void aRejectionNeedsAReason() {
        PromotionRequest request = askedToStaging();

        assertRefused(InvalidInputException.class, "reason.required", () -> acme().reject(request.id(), "bob", "  "));
    }

    @Test
    void aRejectionIsFinal() {
        PromotionRequest request = askedToStaging();

        acme().reject(request.id(), "bob", "The tests are too thin.");

        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.REFUSED);
        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(request.id(), "carol"));
        flow().finish(request.id(), Outcome.REJECTED);
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(acme().get(request.id()).detail()).isEqualTo("The tests are too thin.");
        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(request.id(), "carol"));
    }

    @Test
    void aProcessThatIgnoresARejectionStandsBeforeAClosedGate() {
        PromotionRequest request = askedToStaging();
        acme().reject(request.id(), "bob", "The tests are too thin.");

        flow().reserve(request.id());

        assertThat(flow().confirm(request.id()).reasons())
                .extracting(Blocker::code)
                .containsExactly("approval.rejected", "approval.missing");
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(request.id()));
    }

    @Test
    void aRejectionThatNobodyGaveIsNoOutcome() {
        PromotionRequest request = askedToStaging();

        assertThatIllegalStateException().isThrownBy(() -> flow().finish(request.id(), Outcome.REJECTED));
    }

    @Test
    void aGuardWhoIsNotAskedMayReject() {
        PromotionRequest request = askedToStaging();

        acme().reject(request.id(), "gus", "Not this week.");

        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.REFUSED);
    }

    @Test
    void aViewerMayNotReject() {
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "forbidden", () -> acme().reject(request.id(), "vic", "no"));
    }

    @Test
    void aRejectionWhileChecksRunEndsTheRequestAtOnce() {
        acme().register("1.0.0");
        PromotionRequest request = acme().request("1.0.0", DEV, STAGING);

        PromotionRequest ended = acme().reject(request.id(), "gus", "no");

        assertThat(ended.status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.STOPPED);
    }

    @Test
    void whoeverApprovedMayStillRejectWhileTheDeploymentWaits() {
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "bob");

        PromotionRequest ended = acme().reject(request.id(), "bob", "I found something.");

        assertThat(ended.status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(flow().told(request.id())).containsExactly(Told.STARTED, Told.APPROVED, Told.STOPPED);
    }

    @Test
    void onceTheDeployerIsAtWorkNobodyStopsIt() {
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());
        flow().confirm(request.id());

        assertRefused(ConflictException.class, "promotion.deploying", () -> acme().reject(request.id(), "bob", "no"));
        assertRefused(
                ConflictException.class,
                "promotion.deploying",
                () -> promotions().cancel(acme().human("rita"), ACME, request.id(), "no", key()));
    }

    @Test
    void theRequesterAndTheOperatorsCancelOthersDoNot() {
        acme().register("1.0.0");
        PromotionRequest first = acme().request("1.0.0", DEV, STAGING);
        assertRefused(ForbiddenException.class, "forbidden", () -> cancel("alice", first.id()));
        assertRefused(ForbiddenException.class, "forbidden", () -> cancel("bob", first.id()));

        assertThat(cancel("rita", first.id()).status()).isEqualTo(PromotionStatus.CANCELLED);
        PromotionRequest second = acme().request("1.0.0", DEV, STAGING);
        assertThat(cancel("dan", second.id()).status()).isEqualTo(PromotionStatus.CANCELLED);

        assertThat(flow().told(first.id())).containsExactly(Told.STARTED, Told.STOPPED);
        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> cancel("rita", first.id()));
    }

    @Test
    void cancellingLetsGoOfTheTarget() {
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());

        cancel("rita", request.id());

        assertThat(database().texts("SELECT held_by FROM sluice_target WHERE held_by IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aNewerVersionSupersedesAnOpenRequest() {
        PromotionRequest older = askedToStaging();
        clock().advance(Duration.ofMinutes(1));
        acme().register("1.1.0");

        PromotionRequest newer = acme().request("1.1.0", DEV, STAGING);

        assertThat(acme().get(older.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertThat(flow().told(older.id())).containsExactly(Told.STARTED, Told.STOPPED);
        assertThat(newer.status()).isEqualTo(PromotionStatus.PENDING);
        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(older.id(), "bob"));
        assertThat(database().texts("SELECT id FROM sluice_task")).isEmpty();
    }

    @Test
    void anApprovedRequestIsNotSuperseded() {
        PromotionRequest older = askedToStaging();
        acme().approve(older.id(), "bob");
        clock().advance(Duration.ofMinutes(1));
        acme().register("1.1.0");

        assertRefused(SluiceException.class, "promotion.inFlight", () -> acme().request("1.1.0", DEV, STAGING));
        assertThat(acme().get(older.id()).status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void anOlderVersionDoesNotSupersede() {
        acme().register("1.0.0");
        clock().advance(Duration.ofMinutes(1));
        acme().register("1.1.0");
        PromotionRequest newer = acme().request("1.1.0", DEV, STAGING);

        assertRefused(SluiceException.class, "promotion.inFlight", () -> acme().request("1.0.0", DEV, STAGING));
        assertThat(acme().get(newer.id()).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void whatHasEndedTakesNoFurtherStep() {
        PromotionRequest request = askedToStaging();
        PromotionId id = request.id();
        acme().approve(id, "bob");
        cancel("rita", id);

        assertRefused(ConflictException.class, "promotion.ended", () -> flow().openApproval(id));
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().runChecks(id));
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().reserve(id));
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().confirm(id));
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().deploy(id));
        assertRefused(ConflictException.class, "promotion.ended", () -> flow().openRepair(id));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.CANCELLED);
    }

    @Test
    void aPromotionEndsOnce() {
        PromotionRequest request = acme().inStaging("1.0.0");

        flow().finish(request.id(), Outcome.PROMOTED);
        assertRefused(
                ConflictException.class,
                "promotion.transition",
                () -> flow().finish(request.id(), Outcome.ROLLBACK_FAILED));

        assertThat(acme().get(request.id())).isEqualTo(request);
        assertThat(database().texts("SELECT seq FROM sluice_audit_event WHERE type = 'promotion.ended'"))
                .hasSize(1);
    }

    @Test
    void anApprovedRequestSaysWhatItWaitsFor() {
        PromotionRequest request = askedToStaging();

        acme().approve(request.id(), "bob");

        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.QUEUED);
    }

    @Test
    void severalAuthorsAreAllKeptFromApproving() {
        NewVersion wanted = new NewVersion(
                DEV,
                SluiceFixture.AGENT,
                new VersionLabel("2.0.0"),
                SluiceFixture.digest("2.0.0"),
                Set.of(new PersonId("alice"), new PersonId("bob")),
                Map.of());
        sluice().artifacts().register(acme().human("alice"), ACME, wanted, key());
        PromotionRequest request = acme().asked("2.0.0", DEV, STAGING);

        assertRefused(ForbiddenException.class, "approval.author", () -> acme().approve(request.id(), "bob"));
    }

    private PromotionRequest cancel(String person, PromotionId id) {
        return promotions().cancel(acme().human(person), ACME, id, "changed my mind", key());
    }
}
