package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.PromotionSteps.Approving;
import io.sluice.promotion.PromotionSteps.Opened;
import io.sluice.promotion.PromotionSteps.Settled;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.ManualFlow.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several approval steps of one process at a time, and what a no at one of them means to the others. */
abstract class ParallelApprovalContract extends SluiceContract {
    private static final Optional<String> BUSINESS = Optional.of("business");
    private static final Optional<String> SECURITY = Optional.of("security");
    private static final Optional<String> ANY = Optional.empty();

    private PromotionId id;

    @BeforeEach
    void askForTwoStages() {
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withStages(
                                List.of(stage("business", "approver"), stage("security", "security"))));
        acme().register("1.0.0");
        id = acme().request("1.0.0", DEV, STAGING).id();
        flow().runChecks(id);
    }

    private static ApprovalStage stage(String name, String role) {
        return new ApprovalStage(name, List.of(new ApprovalRule(new RoleId(role), 1)));
    }

    private Approving open(Optional<String> stage, String step) {
        return flow().openApproval(id, stage, step);
    }

    /** What the flow was told about steps, as {@code step told}. */
    private List<String> told() {
        return flow().events(id).stream()
                .filter(event -> event.task().isPresent())
                .map(ParallelApprovalContract::words)
                .toList();
    }

    private static String words(Event event) {
        String step = event.task().map(HumanTask::flowRef).orElseThrow();
        return step.substring(0, step.indexOf('/')) + " " + event.told();
    }

    private List<String> asked() {
        return database().texts("SELECT flow_ref FROM sluice_task ORDER BY flow_ref").stream()
                .map(step -> step.substring(0, step.indexOf('/')))
                .toList();
    }

    private int requestsForApproval() {
        acme().dispatch();
        return (int) acme().notifier().delivered().stream()
                .filter(message -> message.kind() == NotificationKind.APPROVAL_REQUESTED)
                .map(message -> message.facts().toString())
                .distinct()
                .count();
    }

    @Test
    void twoStagesAreAskedAtATimeAndBothMustAgree() {
        open(BUSINESS, "business");
        open(SECURITY, "security");

        assertThat(acme().approve(id, "erin").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(told()).containsExactly("security APPROVED");
        assertThat(acme().approve(id, "bob").status()).isEqualTo(PromotionStatus.APPROVED);

        assertThat(told()).containsExactly("security APPROVED", "business APPROVED");
        flow().deployAndFinish(id);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aNoEndsEveryOpenStepAndEveryLaterOne() {
        open(BUSINESS, "business");
        open(SECURITY, "security");

        acme().reject(id, "erin", "not like this");

        assertThat(told()).containsExactlyInAnyOrder("business REFUSED", "security REFUSED");
        assertThat(open(BUSINESS, "again")).isEqualTo(Settled.REJECTED);
        assertThat(open(ANY, "all")).isEqualTo(Settled.REJECTED);
        assertThat(open(Optional.of("unknown"), "unknown")).isEqualTo(Settled.REJECTED);
        assertThat(asked()).isEmpty();
        flow().finish(id, Outcome.REJECTED);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.REJECTED);
    }

    @Test
    void aNoAtOneStepEndsTheOtherOneThatOpensOnlyThen() {
        open(BUSINESS, "business");

        acme().reject(id, "bob", "not now");

        assertThat(open(SECURITY, "security")).isEqualTo(Settled.REJECTED);
        assertThat(told()).containsExactly("business REFUSED");
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.PENDING);
        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(id, "erin"));
    }

    @Test
    void aNoStaysEvenWhenTheOtherStageAgreedBefore() {
        open(BUSINESS, "business");
        open(SECURITY, "security");
        acme().approve(id, "bob");

        acme().reject(id, "erin", "no");

        assertThat(open(BUSINESS, "later")).isEqualTo(Settled.REJECTED);
        assertThat(told()).containsExactly("business APPROVED", "security REFUSED");
    }

    @Test
    void severalStepsForOneStageEndTogether() {
        open(BUSINESS, "first");
        open(BUSINESS, "second");
        open(SECURITY, "security");
        assertThat(requestsForApproval()).isEqualTo(2);

        acme().approve(id, "bob");

        assertThat(told()).containsExactlyInAnyOrder("first APPROVED", "second APPROVED");
        assertThat(asked()).containsExactly("security");
        assertThat(open(BUSINESS, "third")).isEqualTo(Settled.GRANTED);
        assertThat(acme().approve(id, "erin").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void stepsThatNameNoStageGoThroughAllOfThemTogether() {
        open(ANY, "first");
        open(ANY, "second");

        assertThat(acme().approve(id, "bob").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(told()).containsExactlyInAnyOrder("first STAGE_OPENED", "second STAGE_OPENED");
        assertThat(asked()).containsExactly("first", "second");
        assertThat(requestsForApproval()).isEqualTo(2);
        assertThat(acme().approve(id, "erin").status()).isEqualTo(PromotionStatus.APPROVED);

        assertThat(told()).endsWith("first APPROVED", "second APPROVED");
        assertThat(asked()).isEmpty();
        flow().deployAndFinish(id);
    }

    @Test
    void aStepThatNamesNoStageFollowsWhatOthersWereGranted() {
        open(ANY, "all");
        open(BUSINESS, "business");
        open(SECURITY, "security");

        acme().approve(id, "bob");
        assertThat(told()).containsExactly("all STAGE_OPENED", "business APPROVED");
        acme().approve(id, "erin");

        assertThat(told().subList(2, 4)).containsExactlyInAnyOrder("all APPROVED", "security APPROVED");
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void oneVoteThatCountsForTwoStagesEndsBothSteps() {
        directory().grant(ACME, "bob", "security");
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withApprovals(new ApprovalTerms(
                                false, true, false, ApprovalTerms.Rejection.ASKED, ApprovalTerms.Membership.DECISION)));
        promotions().cancel(acme().human("rita"), ACME, id, "not under the old policy", key());
        id = acme().request("1.0.0", DEV, STAGING).id();
        flow().runChecks(id);
        open(BUSINESS, "business");
        open(SECURITY, "security");

        assertThat(acme().approve(id, "bob").status()).isEqualTo(PromotionStatus.APPROVED);

        assertThat(told()).containsExactlyInAnyOrder("business APPROVED", "security APPROVED");
    }

    @Test
    void nobodyIsAskedByAStepThatWasTakenAway() {
        open(BUSINESS, "first");

        flow().withdraw(id, "first");
        flow().withdraw(id, "first");

        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(id, "bob"));
        assertThat(open(BUSINESS, "second")).isInstanceOf(Opened.class);
        acme().approve(id, "bob");
        assertThat(told()).containsExactly("second APPROVED");
        assertThat(open(SECURITY, "security")).isInstanceOf(Opened.class);
    }
}
