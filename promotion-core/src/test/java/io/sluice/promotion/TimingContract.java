package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow;
import io.sluice.promotion.testing.ManualFlow.Told;
import io.sluice.promotion.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines and what happens at them, schedules that change, and versions that have to soak. */
abstract class TimingContract extends SluiceContract {
    private static final Instant DUE = MutableClock.MONDAY.plus(Duration.ofDays(3));
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    @BeforeEach
    void nameALead() {
        directory().member(ACME, "lea", "lead");
    }

    @Test
    void whoApprovesExactlyAtTheDeadlineIsTooLate() {
        PromotionRequest request = asked();
        clock().set(DUE);

        assertRefused(ForbiddenException.class, "approval.tooLate", () -> acme().approve(request.id(), "bob"));
        clock().set(DUE.minusNanos(1_000));
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void aClockThatStepsBackRevivesNothing() {
        PromotionRequest request = asked();
        clock().set(DUE);
        flow().finish(request.id(), Outcome.EXPIRED);
        clock().set(DUE.minus(Duration.ofDays(1)));

        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(request.id(), "bob"));
        assertRefused(ConflictException.class, "approval.notOpen", () -> extend(request, "dan", HALF_A_DAY));
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void thePolicyExtendsAsOftenAsItSays() {
        acme().replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(HALF_A_DAY, 2)));
        PromotionRequest request = asked();
        assertThat(deadlineOfTheProcess(request)).isEqualTo(DUE.plus(HALF_A_DAY).plus(HALF_A_DAY));
        clock().set(DUE);

        assertThat(sluice().steps().keepTime(10)).isEqualTo(1);

        assertThat(due(request)).isEqualTo(DUE.plus(HALF_A_DAY));
        assertThat(deadlineOfTheProcess(request)).isEqualTo(DUE.plus(HALF_A_DAY).plus(HALF_A_DAY));
        assertThat(flow().told(request.id())).endsWith(Told.TIMES_CHANGED);
        assertThat(trail(request)).endsWith("approval.extended");
        clock().set(DUE.plus(HALF_A_DAY));
        assertThat(sluice().steps().keepTime(10)).isEqualTo(1);
        clock().set(DUE.plus(HALF_A_DAY).plus(HALF_A_DAY));
        assertThat(sluice().steps().keepTime(10)).isZero();
        assertRefused(ForbiddenException.class, "approval.tooLate", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void aClockThatStepsBackTakesNoExtensionBack() {
        acme().replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(HALF_A_DAY, 1)));
        PromotionRequest request = asked();
        clock().set(DUE);
        sluice().steps().keepTime(10);
        clock().set(DUE.minus(Duration.ofDays(1)));

        assertThat(sluice().steps().keepTime(10)).isZero();
        assertThat(due(request)).isEqualTo(DUE.plus(HALF_A_DAY));
    }

    @Test
    void whoeverComesFirstAfterTheDeadlineFindsItExtended() {
        acme().replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(HALF_A_DAY, 1)));
        PromotionRequest request = asked();
        clock().set(DUE.plusSeconds(1));

        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(trail(request)).containsSubsequence("approval.extended", "approval.given");
        assertThat(sluice().steps().keepTime(10)).isZero();
    }

    @Test
    void afterALongStandstillAllThatWasDueIsDoneAtOnce() {
        acme().replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(HALF_A_DAY, 3)));
        PromotionRequest request = asked();
        clock().set(DUE.plus(HALF_A_DAY).plusSeconds(1));

        sluice().steps().keepTime(10);

        assertThat(due(request)).isEqualTo(DUE.plus(HALF_A_DAY).plus(HALF_A_DAY));
        assertThat(trail(request)).filteredOn("approval.extended"::equals).hasSize(2);
    }

    @Test
    void escalationLetsAnotherRoleDecideOnce() {
        acme().replacePolicy(STAGING, TimingContract::escalating);
        PromotionRequest request = asked();
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "lea"));
        assertThat(sluice().tasks().count(acme().human("lea"), ACME)).isZero();
        clock().set(DUE);

        sluice().steps().keepTime(10);

        assertThat(due(request)).isEqualTo(DUE.plus(HALF_A_DAY));
        assertThat(sluice().tasks().count(acme().human("lea"), ACME)).isEqualTo(1);
        assertThat(trail(request)).endsWith("approval.escalated");
        assertThat(acme().approve(request.id(), "lea").status()).isEqualTo(PromotionStatus.APPROVED);
        clock().advance(Duration.ofSeconds(1));
        flow().runChecks(request.id());
        flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whoStoodInAndLeftDoesNotCountAtTheGate() {
        acme().replacePolicy(STAGING, TimingContract::escalating);
        PromotionRequest request = asked();
        clock().set(DUE);
        acme().approve(request.id(), "lea");
        directory().member(ACME, "lea", "viewer");
        flow().runChecks(request.id());

        assertThat(codes(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons()))
                .contains("approval.missing");
    }

    @Test
    void afterTheEscalationItExpires() {
        acme().replacePolicy(STAGING, TimingContract::escalating);
        PromotionRequest request = asked();
        clock().set(DUE.plus(HALF_A_DAY));

        sluice().steps().keepTime(10);

        assertRefused(ForbiddenException.class, "approval.tooLate", () -> acme().approve(request.id(), "lea"));
        assertThat(deadlineOfTheProcess(request)).isEqualTo(DUE.plus(HALF_A_DAY));
    }

    @Test
    void anOperatorGivesMoreTime() {
        PromotionRequest request = asked();

        extend(request, "dan", Duration.ofDays(2));

        assertThat(due(request)).isEqualTo(DUE.plus(Duration.ofDays(2)));
        assertThat(deadlineOfTheProcess(request)).isEqualTo(DUE.plus(Duration.ofDays(2)));
        assertThat(flow().told(request.id())).endsWith(Told.TIMES_CHANGED);
        AuditEvent last = sluice().audit().ofPromotion(acme().human("audrey"), ACME, request.id()).stream()
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last.type()).isEqualTo("approval.extended");
        assertThat(last.data()).containsEntry("how", "person").containsKey("reason");
        clock().set(DUE.plus(Duration.ofDays(1)));
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void moreTimeHasItsBounds() {
        PromotionRequest request = asked();

        assertRefused(ForbiddenException.class, "forbidden", () -> extend(request, "bob", HALF_A_DAY));
        assertRefused(InvalidInputException.class, "duration.min", () -> extend(request, "dan", Duration.ZERO));
        assertRefused(InvalidInputException.class, "duration.max", () -> extend(request, "dan", Duration.ofDays(91)));
        assertRefused(InvalidInputException.class, "duration.max", () -> extend(request, "dan", Duration.ofDays(88)));
        clock().set(DUE);
        assertRefused(ConflictException.class, "deadline.past", () -> extend(request, "dan", HALF_A_DAY));
        assertThat(due(request)).isEqualTo(DUE);
    }

    @Test
    void whoIsToldWhenItIsLateMayGiveMoreTime() {
        acme().replacePolicy(STAGING, TimingContract::escalating);
        PromotionRequest request = asked();

        extend(request, "lea", HALF_A_DAY);

        assertThat(due(request)).isEqualTo(DUE.plus(HALF_A_DAY));
        assertThat(deadlineOfTheProcess(request)).isEqualTo(DUE.plus(HALF_A_DAY).plus(HALF_A_DAY));
    }

    @Test
    void theRequesterPlansTheDeploymentAnewAndApprovalsStay() {
        PromotionRequest request = asked();
        acme().approve(request.id(), "bob");
        Instant tonight = MutableClock.MONDAY.plus(HALF_A_DAY);

        PromotionRequest planned = reschedule(request, "rita", Optional.of(tonight));

        assertThat(planned.phase()).isEqualTo(PromotionPhase.SCHEDULED);
        assertThat(planned.subjectHash()).isEqualTo(request.subjectHash());
        assertThat(acme().get(request.id()).notBefore()).contains(tonight);
        assertThat(sluice().steps().windowOpens(ACME, request.id())).isEqualTo(tonight);
        assertThat(flow().reserve(request.id()).orElseThrow().blockers())
                .extracting(Blocker::code, Blocker::earliest)
                .containsExactly(tuple("schedule.notYet", Optional.of(tonight)));
        assertThat(flow().told(request.id())).endsWith(Told.TIMES_CHANGED);
        assertThat(reschedule(request, "dan", Optional.empty()).phase()).isEqualTo(PromotionPhase.QUEUED);
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(trail(request)).contains("promotion.rescheduled");
    }

    @Test
    void planningAnewHasItsLimits() {
        PromotionRequest request = asked();

        assertRefused(ForbiddenException.class, "forbidden", () -> reschedule(request, "bob", Optional.empty()));
        assertRefused(
                InvalidInputException.class,
                "schedule.past",
                () -> reschedule(request, "rita", Optional.of(MutableClock.MONDAY)));
        assertRefused(
                InvalidInputException.class,
                "date.range",
                () -> reschedule(request, "rita", Optional.of(Instant.parse("+10000-01-01T00:00:00Z"))));
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());
        flow().confirm(request.id());
        assertRefused(
                ConflictException.class, "promotion.deploying", () -> reschedule(request, "rita", Optional.of(DUE)));
    }

    @Test
    void aVersionHasToSoakInItsSource() {
        acme().replacePolicy(PROD, policy -> policy.withSoak(HALF_A_DAY));
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        Instant soaked = MutableClock.MONDAY.plus(HALF_A_DAY);

        assertThat(request.phase()).isEqualTo(PromotionPhase.SCHEDULED);
        assertThat(sluice().steps().soaked(ACME, request.id())).isEqualTo(soaked);
        assertThat(sluice().steps().windowOpens(ACME, request.id())).isEqualTo(soaked);
        assertThat(flow().reserve(request.id()).orElseThrow().blockers())
                .extracting(Blocker::code, Blocker::earliest)
                .containsExactly(tuple("soak.notYet", Optional.of(soaked)));
        clock().set(soaked);
        assertThat(flow().reserve(request.id())).isEmpty();
    }

    @Test
    void aVersionThatWasReplacedTooSoonDoesNotSoakAnyMore() {
        acme().replacePolicy(PROD, policy -> policy.withSoak(HALF_A_DAY));
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", STAGING, PROD, "bob", "carol");
        clock().advance(Duration.ofHours(1));
        acme().inStaging("1.1.0");
        clock().advance(HALF_A_DAY);

        assertThat(codes(promotions()
                        .whyBlocked(acme().human("vic"), ACME, request.id())
                        .reasons()))
                .contains("soak.interrupted");
        assertThat(flow().reserve(request.id())).isEmpty();
        assertThat(codes(flow().confirm(request.id()).reasons())).contains("soak.interrupted");
    }

    private PromotionRequest asked() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private static PromotionPolicy escalating(PromotionPolicy policy) {
        return policy.withReminders(new Reminders(List.of(50, 80), 80, Optional.of(new RoleId("lead"))))
                .withOnDeadline(OnDeadline.escalate(HALF_A_DAY));
    }

    private PromotionRequest extend(PromotionRequest request, String person, Duration by) {
        return promotions().extendDeadline(acme().human(person), ACME, request.id(), by, "people are ill", key());
    }

    private PromotionRequest reschedule(PromotionRequest request, String person, Optional<Instant> notBefore) {
        return promotions().reschedule(acme().human(person), ACME, request.id(), notBefore, key());
    }

    private Instant due(PromotionRequest request) {
        HumanTask task = sluice().tasks().page(acme().human("bob"), ACME, Optional.empty(), 10).stream()
                .filter(item -> item.promotion().id().equals(request.id()))
                .findFirst()
                .orElseThrow()
                .task();
        return task.due().orElseThrow();
    }

    private Instant deadlineOfTheProcess(PromotionRequest request) {
        return sluice().steps().approvalDeadline(ACME, request.id(), ManualFlow.APPROVE);
    }

    private static List<String> codes(List<Blocker> blockers) {
        return blockers.stream().map(Blocker::code).toList();
    }

    private List<String> trail(PromotionRequest request) {
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, request.id()).stream()
                .map(AuditEvent::type)
                .toList();
    }
}
