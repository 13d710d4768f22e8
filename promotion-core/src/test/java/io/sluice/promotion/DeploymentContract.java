package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer.Result;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.testing.ManualFlow.Told;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens around the calls of the deployer. */
abstract class DeploymentContract extends SluiceContract {
    private PromotionId confirmed(String version) {
        acme().register(version);
        return confirm(acme().approved(version, DEV, STAGING, "bob"));
    }

    private PromotionId confirm(PromotionRequest request) {
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
        return request.id();
    }

    private List<Attempt> attempts(PromotionId id) {
        return promotions().attempts(acme().human("vic"), ACME, id);
    }

    private List<Release> history() {
        return sluice().releases().history(acme().human("vic"), ACME, STAGING, AGENT, 10);
    }

    private List<String> trail(PromotionId id) {
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, id).stream()
                .map(event -> event.type())
                .toList();
    }

    @Test
    void theDeployerIsToldWhatToDeployAndWhatItReplaces() {
        acme().inStaging("1.0.0");
        PromotionId id = confirmed("1.1.0");

        flow().deploy(id);

        Deployment deployment = deployer().calls(Step.DEPLOY).get(1);
        assertThat(deployment.digest()).isEqualTo(digest("1.1.0"));
        assertThat(deployment.previous().map(Deployment.Live::digest)).contains(digest("1.0.0"));
        assertThat(deployment.workspace().id()).isEqualTo(STAGING);
        assertThat(deployment.promotion()).isEqualTo(id);
    }

    @Test
    void nothingIsDeployedWithoutARecordedDecision() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        flow().reserve(request.id());

        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(request.id()));

        assertThat(deployer().calls()).isEmpty();
    }

    @Test
    void aDecisionAboutAnotherSubjectAllowsNothing() {
        PromotionId id = confirmed("1.0.0");
        database().execute("UPDATE sluice_gate_record SET subject_hash = '" + "0".repeat(64) + "'");

        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));

        assertThat(deployer().calls()).isEmpty();
    }

    @Test
    void aDeploymentThatSucceededWithoutSayingSoIsFoundLiveAndNotRepeated() {
        PromotionId id = confirmed("1.0.0");
        deployer().throwsAfter(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.STARTED);

        Result result = flow().deploy(id);

        assertThat(result).isInstanceOf(Result.Done.class);
        assertThat(deployer().calls(Step.DEPLOY)).hasSize(1);
        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.DONE);
        assertThat(history()).extracting(Release::digest).containsExactly(digest("1.0.0"));
    }

    @Test
    void noOtherStepFencesOffADeploymentThatNobodyKnowsTheOutcomeOf() {
        PromotionId id = confirmed("1.0.0");
        assertThatIllegalStateException().isThrownBy(() -> flow().verify(id));
        assertThatIllegalStateException().isThrownBy(() -> flow().restore(id));
        deployer().throwsAfter(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));

        assertThatIllegalStateException().isThrownBy(() -> flow().verify(id));
        assertThatIllegalStateException().isThrownBy(() -> flow().restore(id));

        assertThat(attempts(id)).extracting(Attempt::step).containsExactly(Step.DEPLOY);
        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);
        assertThat(flow().verify(id)).isInstanceOf(Result.Done.class);
    }

    @Test
    void aDeploymentThatDidNotHappenIsRepeatedWithAHigherFence() {
        PromotionId id = confirmed("1.0.0");
        deployer().throwsBefore(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));

        Result result = flow().deploy(id);

        assertThat(result).isInstanceOf(Result.Done.class);
        assertThat(deployer().calls(Step.DEPLOY)).extracting(Deployment::fence).containsExactly(1L, 2L);
        assertThat(attempts(id))
                .extracting(Attempt::number, Attempt::state)
                .containsExactly(tuple(1, State.LOST), tuple(2, State.DONE));
    }

    @Test
    void asLongAsNobodyKnowsTheOutcomeIsNeitherSuccessNorFailure() {
        PromotionId id = confirmed("1.0.0");
        deployer().throwsAfter(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        deployer().blind(true);

        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));

        assertThat(acme().get(id).phase()).isEqualTo(PromotionPhase.RECONCILING);
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.PROMOTED));
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.NOT_ALLOWED));
        deployer().blind(false);
        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);
    }

    @Test
    void aResultThatComesAfterAnotherWorkerTookOverIsRefusedAndRecorded() {
        PromotionId id = confirmed("1.0.0");
        deployer().meanwhile(Step.DEPLOY, () -> flow().deploy(id));

        assertRefused(ConflictException.class, "attempt.fenced", () -> flow().deploy(id));

        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.LOST, State.DONE);
        assertThat(trail(id)).endsWith("attempt.done", "attempt.fenced");
        assertThat(history()).hasSize(1);
    }

    @Test
    void whoeverFoundItLiveFirstIsNotContradictedByWhoeverAskedTooEarly() {
        PromotionId id = confirmed("1.0.0");
        deployer().throwsBefore(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        deployer().whileAnswering(() -> {
            deployer().put(ACME, STAGING, AGENT, Optional.of(digest("1.0.0")));
            flow().deploy(id);
        });

        Result result = flow().deploy(id);

        assertThat(result).isInstanceOf(Result.Done.class);
        assertThat(deployer().calls(Step.DEPLOY)).hasSize(1);
        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.DONE);
        assertThat(history()).hasSize(1);
    }

    @Test
    void twoWorkersThatAskAtOnceDoNotDeployWithOneAttempt() {
        PromotionId id = confirmed("1.0.0");
        deployer().throwsBefore(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        deployer().throwsBefore(Step.DEPLOY);
        deployer().whileAnswering(() -> assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id)));

        assertRefused(ConflictException.class, "attempt.fenced", () -> flow().deploy(id));

        assertThat(deployer().calls(Step.DEPLOY)).extracting(Deployment::fence).containsExactly(1L, 2L);
    }

    @Test
    void deployingWhatIsLiveAlreadyCallsNobody() {
        PromotionId id = confirmed("1.0.0");
        flow().deploy(id);

        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);

        assertThat(deployer().calls(Step.DEPLOY)).hasSize(1);
    }

    @Test
    void aFailedVerificationBringsTheEarlierVersionBackInFactAndInTheHistory() {
        acme().inStaging("1.0.0");
        PromotionId id = confirmed("1.1.0");
        flow().deploy(id);
        deployer().fails(Step.VERIFY, "503 on /health");
        assertThat(flow().verify(id)).isInstanceOf(Result.Failed.class);
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.PROMOTED));

        flow().restore(id);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
        assertThat(history())
                .extracting(release -> release.version().value(), Release::cause)
                .containsExactly(
                        tuple("1.0.0", ReleaseCause.RESTORED),
                        tuple("1.1.0", ReleaseCause.PROMOTED),
                        tuple("1.0.0", ReleaseCause.PROMOTED));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(acme().get(id).detail()).isEqualTo("VERIFY failed: 503 on /health");
    }

    @Test
    void aFirstVersionThatFailsIsTakenAway() {
        PromotionId id = confirmed("1.0.0");
        flow().deploy(id);

        flow().restore(id);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(deployer().current(ACME, STAGING, AGENT)).isEmpty();
        assertThat(sluice().releases().current(acme().human("vic"), ACME, STAGING, AGENT))
                .isEmpty();
        assertThat(history()).extracting(Release::isCurrent).containsExactly(false);
    }

    @Test
    void aDeploymentThatFailedChangesNoHistory() {
        PromotionId id = confirmed("1.0.0");
        deployer().fails(Step.DEPLOY, "out of disk");

        assertThat(flow().deploy(id)).isEqualTo(Result.failed("out of disk"));
        flow().restore(id);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(history()).isEmpty();
        assertThat(acme().get(id).detail()).isEqualTo("DEPLOY failed: out of disk");
    }

    @Test
    void whatWentWrongBeforeIsNotTheReasonOfASuccess() {
        PromotionId id = confirmed("1.0.0");
        deployer().fails(Step.DEPLOY, "out of disk");
        flow().deploy(id);

        flow().deploy(id);
        flow().verify(id);
        flow().finish(id, Outcome.PROMOTED);

        assertThat(acme().get(id).detail()).isEqualTo("Live and verified.");
    }

    @Test
    void aDeployerThatTalksNonsenseIsStillUnderstood() {
        PromotionId id = confirmed("1.0.0");
        deployer().fails(Step.DEPLOY, "\0" + "x".repeat(50_000) + "\ud800");

        Result result = flow().deploy(id);

        assertThat(result).isInstanceOf(Result.Failed.class);
        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.FAILED);
        assertThat(attempts(id).get(0).message()).hasSize(4_000);
    }

    @Test
    void aReportThatFailsLeavesTheOutcomeUnknownAndIsMadeUpForLater() {
        PromotionId id = confirmed("1.0.0");

        assertThatThrownBy(() -> sluice().steps().perform(ACME, id, Step.DEPLOY, result -> {
                    throw new UnsupportedOperationException("The engine is gone.");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(history()).isEmpty();
        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);
        assertThat(deployer().calls(Step.DEPLOY)).hasSize(1);
    }

    @Test
    void aRepairIsClosedWithWhatIsReallyLive() {
        acme().inStaging("1.0.0");
        PromotionId id = confirmed("1.1.0");
        flow().deploy(id);
        deployer().fails(Step.RESTORE, "cannot reach the cluster");
        flow().restore(id);
        flow().openRepair(id);
        deployer().put(ACME, STAGING, AGENT, Optional.of(digest("1.0.0")));

        closeRepair("dan", id);
        flow().finish(id, Outcome.ROLLBACK_FAILED);

        assertThat(flow().told(id)).endsWith(Told.REPAIRED);
        assertThat(history().get(0).version().value()).isEqualTo("1.0.0");
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(database().texts("SELECT held_by FROM sluice_target WHERE held_by IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aRepairThatLeftSomethingElseLiveIsNotClosed() {
        PromotionId id = confirmed("1.0.0");
        flow().deploy(id);
        flow().openRepair(id);
        deployer().put(ACME, STAGING, AGENT, Optional.of(digest("home-made")));

        assertRefused(ConflictException.class, "repair.unknownVersion", () -> closeRepair("dan", id));
        deployer().blind(true);
        assertRefused(UnavailableException.class, "deployer.unavailable", () -> closeRepair("dan", id));
    }

    @Test
    void onlyOperatorsCloseARepairAndOnlyAnOpenOne() {
        PromotionId id = confirmed("1.0.0");
        assertRefused(ConflictException.class, "repair.notOpen", () -> closeRepair("dan", id));
        flow().openRepair(id);

        assertRefused(ForbiddenException.class, "forbidden", () -> closeRepair("bob", id));
        assertRefused(
                InvalidInputException.class,
                "reason.required",
                () -> promotions().closeRepair(acme().human("dan"), ACME, id, " ", key()));
    }

    private PromotionRequest closeRepair(String person, PromotionId id) {
        return promotions().closeRepair(acme().human(person), ACME, id, "did it by hand", key());
    }

    @Test
    void anEarlierReleaseIsPutBackByItsOwnRules() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");

        PromotionRequest back = rollBack(Optional.empty());
        flow().openApproval(back.id());
        acme().approve(back.id(), "bob");
        flow().deployAndFinish(back.id());

        assertThat(back.version().value()).isEqualTo("1.0.0");
        assertThat(deployer().current(ACME, PROD, AGENT)).contains(digest("1.0.0"));
        assertThat(sluice().releases().history(acme().human("vic"), ACME, PROD, AGENT, 10))
                .extracting(release -> release.version().value(), Release::cause)
                .startsWith(tuple("1.0.0", ReleaseCause.RESTORED), tuple("1.1.0", ReleaseCause.PROMOTED));
    }

    @Test
    void aRollbackNeedsTheApprovalThatThePolicyDemands() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        PromotionRequest back = rollBack(Optional.empty());
        flow().openApproval(back.id());
        flow().reserve(back.id());

        assertThat(flow().confirm(back.id()).reasons())
                .extracting(blocker -> blocker.code())
                .containsExactly("approval.missing");
    }

    @Test
    void aRollbackTakesThePlaceOfAPendingPromotion() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        acme().inStaging("1.2.0");
        PromotionRequest forward = acme().asked("1.2.0", STAGING, PROD);

        PromotionRequest back = rollBack(Optional.empty());

        assertThat(back.status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(acme().get(forward.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
    }

    @Test
    void whatWasNeverLiveThereIsNoRollback() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        ReleaseId ofStaging = history().get(0).id();

        assertRefused(NotFoundException.class, "notFound", () -> rollBack(Optional.of(ofStaging)));
        assertRefused(ConflictException.class, "rollback.nothingBefore", () -> rollBack(Optional.empty()));
    }

    @Test
    void whatIsLiveIsNotRolledBackTo() {
        acme().inProd("1.0.0");
        Release live = sluice().releases()
                .current(acme().human("vic"), ACME, PROD, AGENT)
                .orElseThrow();

        assertRefused(
                PromotionBlockedException.class, "promotion.alreadyDeployed", () -> rollBack(Optional.of(live.id())));
    }

    @Test
    void aRollbackNeedsAReason() {
        assertRefused(
                InvalidInputException.class,
                "reason.required",
                () -> promotions().rollBack(acme().human("dan"), ACME, PROD, AGENT, Optional.empty(), "", key()));
    }

    @Test
    void aRollbackThatNobodyMustApproveRunsThrough() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        acme().replacePolicy(PROD, (PromotionPolicy policy) -> policy.withRollback(Optional.empty()));

        PromotionRequest back = rollBack(Optional.empty());
        assertThat(flow().openApproval(back.id())).isEmpty();
        flow().deployAndFinish(back.id());

        assertThat(acme().get(back.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    private PromotionRequest rollBack(Optional<ReleaseId> release) {
        return promotions().rollBack(acme().human("dan"), ACME, PROD, AGENT, release, "errors since noon", key());
    }
}
