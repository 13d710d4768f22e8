package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.ManualFlow.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passing approvals by: exactly one promotion, for a short time, by two persons, reviewed afterwards (I39). */
abstract class EmergencyContract extends SluiceContract {
    private static final String REASON = "Customers cannot log in since noon.";

    @BeforeEach
    void allowEmergencies() {
        directory()
                .member(ACME, "ben", "break-glass")
                .member(ACME, "beth", "break-glass")
                .member(ACME, "bert", "break-glass")
                .member(ACME, "anton", "auditor");
        acme().replacePolicy(PROD, policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        acme().inStaging("1.0.0");
    }

    private PromotionRequest declare(PromotionId id, String person) {
        return declare(id, person, REASON);
    }

    private PromotionRequest declare(PromotionId id, String person, String reason) {
        return sluice().emergencies()
                .declare(
                        acme().human(person),
                        ACME,
                        id,
                        acme().get(id).subjectHash(),
                        reason,
                        Optional.of("INC-1"),
                        key());
    }

    private PromotionRequest confirm(PromotionId id, String person) {
        return sluice().emergencies()
                .confirm(acme().human(person), ACME, id, acme().get(id).subjectHash(), key());
    }

    private void review(PromotionId id, String person) {
        sluice().emergencies().review(acme().human(person), ACME, id, true, "it was right", key());
    }

    private Bypass newest(PromotionId id) {
        return sluice().emergencies().ofPromotion(acme().human("vic"), ACME, id).get(0);
    }

    private PromotionId asked() {
        return acme().asked("1.0.0", STAGING, PROD).id();
    }

    private List<String> codes(PromotionId id) {
        return promotions().whyBlocked(acme().human("vic"), ACME, id).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    private List<String> events(PromotionId id) {
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, id).stream()
                .map(AuditEvent::type)
                .filter(type -> type.startsWith("bypass."))
                .toList();
    }

    @Test
    void twoPersonsPassApprovalsByAndTheRecordSaysSo() {
        PromotionId id = asked();

        assertThat(declare(id, "ben").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(codes(id)).contains("approval.missing");
        assertThat(confirm(id, "beth").status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(codes(id)).isEmpty();
        assertThat(flow().told(id)).containsExactly(Told.STARTED, Told.APPROVED);
        assertThat(sluice().tasks().count(acme().human("bob"), ACME)).isZero();
        flow().deployAndFinish(id);

        Storage storage = Storage.open(acme().transactions(), Optional.empty());
        Bypass used = newest(id);
        assertThat(storage.attempts().gateRecord(ACME, id).flatMap(GateRecord::bypass))
                .contains(used.id());
        assertThat(used.state()).isEqualTo(Bypass.State.USED);
        assertThat(used.review().orElseThrow().due())
                .isEqualTo(clock().instant().plus(Duration.ofHours(24)));
        review(id, "audrey");
        assertThat(newest(id).state()).isEqualTo(Bypass.State.REVIEWED);
        assertThat(events(id))
                .containsExactly("bypass.requested", "bypass.confirmed", "bypass.used", "bypass.reviewed");
        assertThat(storage.audit().chain(ACME, "security:acme"))
                .extracting(AuditEvent::type)
                .endsWith("bypass.requested", "bypass.confirmed", "bypass.used", "bypass.reviewed");
        assertThat(sluice().policies().current(acme().human("pia"), ACME, PROD).revision())
                .as("it never edits the policy")
                .isEqualTo(2);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void allAuditorsAndWhoeverCouldConfirmAreToldAtOnce() {
        PromotionId id = asked();

        declare(id, "ben");
        acme().dispatch();
        assertThat(acme().notifier().recipients(NotificationKind.BREAK_GLASS_REQUESTED))
                .contains("audrey", "anton", "beth");
        confirm(id, "beth");
        acme().dispatch();

        assertThat(acme().notifier().recipients(NotificationKind.BREAK_GLASS_USED))
                .containsExactlyInAnyOrder("audrey", "anton");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "too short a reason", "aaaaaaaaaaaaaaaaaaaa          "})
    void aReasonThatSaysNothingIsRefused(String reason) {
        PromotionId id = asked();
        String code = reason.startsWith("aaaa") ? "reason.meaningless" : "reason.tooShort";

        assertRefused(InvalidInputException.class, code, () -> declare(id, "ben", reason));
        assertRefused(
                InvalidInputException.class,
                "reason.meaningless",
                () -> declare(id, "ben", "abcdefgh abcdefgh abcdefgh"));
        assertRefused(
                InvalidInputException.class,
                "reason.meaningless",
                () -> declare(id, "ben", "12345 67890 !?!? 12345 67890"));
        assertRefused(InvalidInputException.class, "reason.required", () -> declare(id, "ben", "   "));
        assertThat(sluice().emergencies().ofPromotion(acme().human("vic"), ACME, id))
                .isEmpty();
    }

    @Test
    void nobodyDoesItAloneOrWithoutThePermission() {
        PromotionId id = asked();
        directory().grant(ACME, "ci-bot", "break-glass");

        assertRefused(ForbiddenException.class, "forbidden", () -> declare(id, "olga"));
        assertRefused(
                ForbiddenException.class,
                "approver.notHuman",
                () -> sluice().emergencies()
                        .declare(
                                acme().service("ci-bot"),
                                ACME,
                                id,
                                acme().get(id).subjectHash(),
                                REASON,
                                Optional.empty(),
                                key()));
        assertRefused(ConflictException.class, "bypass.notOpen", () -> confirm(id, "beth"));
        declare(id, "ben");
        assertRefused(ForbiddenException.class, "bypass.samePerson", () -> confirm(id, "ben"));
        assertRefused(ForbiddenException.class, "forbidden", () -> confirm(id, "bob"));
        assertRefused(ConflictException.class, "bypass.open", () -> declare(id, "beth"));
        assertRefused(
                ConflictException.class,
                "approval.subjectChanged",
                () -> sluice().emergencies().confirm(acme().human("beth"), ACME, id, "other", key()));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void aPolicyThatKnowsNoEmergenciesHasNone() {
        acme().register("2.0.0");
        directory().member(ACME, "ben", "break-glass");
        PromotionId staging = acme().asked("2.0.0", DEV, STAGING).id();

        assertRefused(ForbiddenException.class, "bypass.off", () -> declare(staging, "ben"));
    }

    @Test
    void whatIsTakenOutOfThePolicyMeanwhileIsNotUsed() {
        PromotionId id = asked();
        declare(id, "ben");
        confirm(id, "beth");

        acme().replacePolicy(PROD, policy -> policy.withBreakGlass(Optional.empty()));

        assertThat(codes(id)).contains("approval.missing");
        assertRefused(ForbiddenException.class, "bypass.off", () -> declare(id, "bert"));
    }

    @Test
    void itIsWorthNothingAfterItsTime() {
        PromotionId late = asked();
        declare(late, "ben");
        clock().advance(Duration.ofMinutes(60));
        assertRefused(ConflictException.class, "bypass.expired", () -> confirm(late, "beth"));

        declare(late, "ben");
        confirm(late, "beth");
        assertThat(flow().reserve(late)).isEmpty();
        clock().advance(Duration.ofMinutes(60));
        GateDecision closed = flow().confirm(late);

        assertThat(closed.reasons()).extracting(Blocker::code).contains("approval.missing");
        assertThat(sluice().keepTime(100)).isEqualTo(1);
        assertThat(newest(late).state()).isEqualTo(Bypass.State.VOID);
        assertThat(events(late)).endsWith("bypass.expired");
        assertThat(sluice().keepTime(100)).isZero();
    }

    @Test
    void checksAreDemandedAllTheSame() {
        PromotionRequest request = acme().request("1.0.0", STAGING, PROD);
        declare(request.id(), "ben");
        confirm(request.id(), "beth");

        assertThat(flow().openApproval(request.id())).isEmpty();
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(codes(request.id())).containsOnly("check.missing");
        acme().tests().fails("41 of 42");
        flow().runChecks(request.id());

        assertThat(codes(request.id())).contains("check.failed");
    }

    @Test
    void aNoStaysANo() {
        PromotionId id = asked();
        declare(id, "ben");
        confirm(id, "beth");

        acme().reject(id, "gus", "not now");

        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(codes(id)).contains("approval.rejected");
    }

    @Test
    void itIsForOnePromotionAndOneUse() {
        PromotionId first = asked();
        declare(first, "ben");
        confirm(first, "beth");
        flow().reserve(first);
        flow().confirm(first);

        assertRefused(ConflictException.class, "promotion.deploying", () -> declare(first, "bert"));
        flow().deploy(first);
        flow().verify(first);
        flow().finish(first, Outcome.PROMOTED);
        acme().inStaging("1.1.0");
        PromotionId second = acme().asked("1.1.0", STAGING, PROD).id();

        assertThat(codes(second)).contains("approval.missing");
    }

    @Test
    void whoeverHadAPartInItDoesNotReviewIt() {
        directory().grant(ACME, "ben", "auditor");
        PromotionId id = asked();
        declare(id, "ben");
        confirm(id, "beth");
        assertRefused(ConflictException.class, "bypass.nothingToReview", () -> review(id, "audrey"));
        flow().deployAndFinish(id);

        assertRefused(ForbiddenException.class, "bypass.ownReview", () -> review(id, "ben"));
        assertRefused(ForbiddenException.class, "forbidden", () -> review(id, "beth"));
        assertThat(sluice().emergencies().toReview(acme().human("audrey"), ACME, PROD))
                .hasSize(1);
    }

    @Test
    void aReviewThatIsOverdueBlocksTheNextEmergency() {
        PromotionId first = asked();
        declare(first, "ben");
        confirm(first, "beth");
        flow().deployAndFinish(first);
        acme().inStaging("1.1.0");
        clock().advance(Duration.ofHours(24));
        PromotionId second = acme().asked("1.1.0", STAGING, PROD).id();

        assertRefused(ConflictException.class, "bypass.reviewOverdue", () -> declare(second, "ben"));
        review(first, "audrey");

        assertThat(declare(second, "ben").status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void auditorsAreRemindedHalfWayAtTheEndAndThenDaily() {
        PromotionId id = asked();
        declare(id, "ben");
        confirm(id, "beth");
        flow().deployAndFinish(id);

        assertThat(reminders()).isZero();
        clock().advance(Duration.ofHours(12));
        assertThat(reminders()).isEqualTo(2);
        assertThat(reminders()).isEqualTo(2);
        clock().advance(Duration.ofHours(12));
        assertThat(reminders()).isEqualTo(4);
        clock().advance(Duration.ofHours(24));
        assertThat(reminders()).isEqualTo(6);
        review(id, "anton");
        clock().advance(Duration.ofDays(2));
        assertThat(reminders()).isEqualTo(6);
    }

    private int reminders() {
        sluice().keepTime(100);
        acme().dispatch();
        return acme().notifier()
                .recipients(NotificationKind.BREAK_GLASS_REVIEW_DUE)
                .size();
    }

    @Test
    void whereThePolicyTakesOnePersonItIsInEffectAtOnceAndReviewedAllTheSame() {
        acme().replacePolicy(
                        PROD,
                        policy -> policy.withBreakGlass(
                                Optional.of(new BreakGlass(1, Duration.ofMinutes(30), Duration.ofHours(2)))));
        PromotionId id = asked();

        assertThat(declare(id, "ben").status()).isEqualTo(PromotionStatus.APPROVED);
        flow().deployAndFinish(id);

        assertThat(newest(id).confirmedBy()).isEmpty();
        assertThat(newest(id).review().orElseThrow().due())
                .isEqualTo(clock().instant().plus(Duration.ofHours(2)));
    }

    @Test
    void ofTwoConfirmationsAtOnceOneTakesEffect() throws Exception {
        PromotionId id = asked();
        declare(id, "ben");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> outcomes = threads.invokeAll(List.of(attempt(id, "beth"), attempt(id, "bert")));

            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
                    .filteredOn(String.class::isInstance)
                    .containsExactly("bypass.notOpen");
            assertThat(flow().told(id)).containsExactly(Told.STARTED, Told.APPROVED);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Object> attempt(PromotionId id, String person) {
        return () -> {
            try {
                return confirm(id, person);
            } catch (ConflictException e) {
                return e.code();
            }
        };
    }
}
