package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way through the shipped process; the last test says whether it really was every one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DefaultProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private static FlowRecorder recorder;

    private final SluiceFixture acme = process.acme();

    @BeforeAll
    static void record() {
        recorder = FlowRecorder.on(process.engine(), process.acme().transactions(), PromotionPolicy.DEFAULT_PROCESS);
        init(process.engine());
    }

    @BeforeEach
    void register() {
        acme.register("1.0.0");
    }

    @Test
    void whatEverybodyAgreesToGoesLive() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        assertThat(process.instance(asked)).isWaitingAt("approve").task().hasCandidateGroup("approver");

        PromotionRequest ended = process.approve(asked, "bob");

        assertThat(ended.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
        assertThat(acme.deployer().calls()).extracting(call -> call.step()).containsExactly(Step.DEPLOY, Step.VERIFY);
    }

    @Test
    void theTaskOfTheEngineIsDueWhenTheApprovalIs() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThat(process.engine()
                        .getTaskService()
                        .createTaskQuery()
                        .singleResult()
                        .getDueDate())
                .isEqualTo(process.now().plus(PromotionPolicy.STANDARD_DEADLINE));
        assertThat(process.instance(asked)).hasVariables("organizationId", "promotionId", "checksPassed");
    }

    @Test
    void whereNobodyIsAskedNoTaskIsOpened() {
        acme.replacePolicy(STAGING, policy -> policy.withStages(List.of()));

        PromotionRequest ended = process.request("1.0.0", DEV, STAGING);

        assertThat(ended.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(process.trail(ended.id())).contains("promotion.approved").doesNotContain("stage.opened");
    }

    @Test
    void aFailedCheckEndsItBeforeAnybodyIsAsked() {
        acme.security().fails("2 high findings");

        PromotionRequest ended = process.request("1.0.0", DEV, STAGING);

        assertThat(ended.status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(ended.detail()).contains("2 high findings");
        assertThat(process.trail(ended.id())).doesNotContain("stage.opened");
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @Test
    void oneNoRejectsIt() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        acme.reject(asked.id(), "bob", "not on a Monday");

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(process.get(asked).detail()).isEqualTo("not on a Monday");
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @Test
    void withoutADecisionItExpires() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(PromotionPolicy.STANDARD_DEADLINE);
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
        assertThatThrownBy(() -> acme.approve(asked.id(), "bob"))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refused -> assertThat(refused.code()).isEqualTo("promotion.alreadyDecided"));
    }

    @Test
    void whoIsLateIsRefusedEvenBeforeTheTimerWent() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(PromotionPolicy.STANDARD_DEADLINE);

        assertThatThrownBy(() -> acme.approve(asked.id(), "bob"))
                .isInstanceOfSatisfying(
                        ForbiddenException.class,
                        refused -> assertThat(refused.code()).isEqualTo("approval.tooLate"));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void approversAreRemindedAtHalfTimeAtEightyPercentAndThenDaily() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withApprovalDeadline(Duration.ofDays(10))
                        .withReminders(new Reminders(List.of(50, 80), 80, Optional.of(new RoleId("release-guard")))));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThat(remindersWithin(Duration.ofDays(11))).containsExactly(5 * 24L, 8 * 24L, 9 * 24L);

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
        acme.dispatch();
        assertThat(acme.notifier().recipients(NotificationKind.REMINDER))
                .containsExactly("bob", "bob", "bob", "carol", "carol", "carol", "dave", "dave", "dave");
        assertThat(acme.notifier().recipients(NotificationKind.ESCALATION)).containsExactly("gus", "gus");
    }

    @Test
    void afterALongSilenceOneReminderIsSentAndNoneAfterTheDeadline() {
        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofDays(10)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(Duration.ofDays(9).plusHours(12));
        process.run();
        process.advance(Duration.ofDays(2));
        process.run();

        assertThat(process.trail(asked.id())).containsOnlyOnce("approval.reminded");
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void aDeadlineOfOneMinuteIsEnoughForAReminder() {
        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofMinutes(1)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(Duration.ofSeconds(30));
        process.run();
        process.advance(Duration.ofSeconds(30));
        process.run();

        assertThat(process.trail(asked.id())).contains("approval.reminded");
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void stagesOfOneStepComeOneAfterTheOtherEachWithItsOwnTime() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(
                                ProcessFixture.stage("team", "approver"),
                                ProcessFixture.stage("guard", "release-guard")))
                        .withApprovalDeadline(Duration.ofDays(2))
                        .withChecks(List.of()));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        String task = process.engine()
                .getTaskService()
                .createTaskQuery()
                .singleResult()
                .getId();
        process.advance(Duration.ofHours(36));
        process.run();

        PromotionRequest second = process.approve(asked, "bob");

        assertThat(second.status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(process.engine()
                        .getTaskService()
                        .createTaskQuery()
                        .singleResult()
                        .getId())
                .isEqualTo(task);
        assertThat(remindersWithin(Duration.ofHours(47))).containsExactly(24L, 39L);
        assertThat(process.get(asked).isOpen()).isTrue();
        assertThat(process.approve(second, "gus").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theSecondStageExpiresByItsOwnDeadline() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(
                                ProcessFixture.stage("team", "approver"),
                                ProcessFixture.stage("guard", "release-guard")))
                        .withApprovalDeadline(Duration.ofDays(2)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofHours(36));
        process.approve(asked, "bob");

        process.advance(Duration.ofHours(47));
        process.run();
        assertThat(process.get(asked).isOpen()).isTrue();
        process.advance(Duration.ofHours(1));
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void outsideOfTheChangeWindowItWaits() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withWindows(List.of(new ChangeWindow(
                        Set.of(DayOfWeek.MONDAY), LocalTime.of(20, 0), LocalTime.of(22, 0), ZoneId.of("UTC")))));

        PromotionRequest waiting = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        assertThat(waiting.phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        assertThat(process.instance(waiting)).isWaitingAt("window-opens");
        process.setClock(Instant.parse("2026-03-02T20:00:00Z"));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whenTheWindowClosedAgainBeforeItsTurnItWaitsForTheNext() {
        acme.replacePolicy(
                STAGING,
                policy -> policy.withWindows(List.of(new ChangeWindow(
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY),
                                LocalTime.of(20, 0),
                                LocalTime.of(22, 0),
                                ZoneId.of("UTC"))))
                        .withChecks(List.of()));
        PromotionRequest waiting = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        process.setClock(Instant.parse("2026-03-02T22:00:00Z"));
        process.run();

        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        assertThat(process.get(waiting).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        process.setClock(Instant.parse("2026-03-03T20:00:00Z"));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whatIsScheduledWaitsForItsTime() {
        Instant evening = process.now().plus(Duration.ofHours(8));

        PromotionRequest waiting = process.approve(process.requestNotBefore("1.0.0", DEV, STAGING, evening), "bob");

        assertThat(waiting.phase()).isEqualTo(PromotionPhase.SCHEDULED);
        process.setClock(evening);
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whileTheTargetIsTakenItTriesAgainEveryMinute() {
        PromotionRequest before = process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        acme.register("1.1.0");
        PromotionRequest asked = process.request("1.1.0", DEV, STAGING);
        process.database()
                .execute("UPDATE sluice_target SET held_by = '" + before.id() + "' WHERE workspace_id = 'staging'");

        PromotionRequest waiting = process.approve(asked, "bob");

        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        assertThat(waiting.phase()).isEqualTo(PromotionPhase.QUEUED);
        process.advance(Duration.ofSeconds(59));
        assertThat(process.runJobs()).isZero();
        process.advance(Duration.ofSeconds(1));
        process.run();
        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        process.database().execute("UPDATE sluice_target SET held_by = NULL");
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aStoppedLineHoldsItAndItGoesOnByItself() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.sluice().line().stop(acme.human("gus"), ACME, Optional.of(STAGING), "database restore", key());

        PromotionRequest waiting = process.approve(asked, "bob");

        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        assertThat(waiting.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(waiting.phase()).isEqualTo(PromotionPhase.HELD);
        acme.sluice().line().resume(acme.human("gus"), ACME, Optional.of(STAGING), "restored", key());
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whatSluiceAsksForTakesTheSameWay() {
        acme.replacePolicy(
                STAGING,
                policy ->
                        policy.withAutoPromotion(Optional.of(AutoPromotion.whenAll("deployment.duration_hours >= 1"))));
        process.advance(Duration.ofHours(2));

        acme.sluice().steps().automate(10);
        process.run();

        PromotionRequest asked = process.newest();
        assertThat(asked.requestedBy()).isEqualTo(PersonId.SLUICE);
        assertThat(process.instance(asked)).isWaitingAt("approve");
        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void checksThatBecameTooOldRunOnceMore() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofHours(25));

        PromotionRequest waiting = process.approve(asked, "bob");

        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        assertThat(acme.sluice().steps().recheck(10)).isEqualTo(1);
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.tests().candidates()).hasSize(2);
    }

    @Test
    void anApproverWhoLostTheRoleMeanwhileCountsNoMore() {
        Instant evening = process.now().plus(Duration.ofHours(8));
        PromotionRequest waiting = process.approve(process.requestNotBefore("1.0.0", DEV, STAGING, evening), "bob");
        acme.directory().revoke(ACME, "bob", "approver");

        process.setClock(evening);
        process.run();

        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(process.trail(waiting.id())).contains("gate.closed").doesNotContain("attempt.started");
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @Test
    void aDeploymentThatFailsIsTakenBack() {
        acme.deployer().fails(Step.DEPLOY, "disk full");

        PromotionRequest ended = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        assertThat(ended.status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(ended.detail()).contains("disk full");
        assertThat(acme.deployer().calls()).extracting(call -> call.step()).containsExactly(Step.DEPLOY, Step.RESTORE);
    }

    @Test
    void aVersionThatDoesNotWorkIsTakenBack() {
        process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        acme.register("1.1.0");
        acme.deployer().fails(Step.VERIFY, "no answer");

        PromotionRequest ended = process.approve(process.request("1.1.0", DEV, STAGING), "bob");

        assertThat(ended.status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(acme.deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
        assertThat(acme.sluice().releases().current(acme.human("vic"), ACME, STAGING, AGENT))
                .hasValueSatisfying(release -> assertThat(release.digest()).isEqualTo(digest("1.0.0")));
    }

    @Test
    void whatCannotBeTakenBackIsRepairedByPeople() {
        acme.deployer().fails(Step.VERIFY, "no answer");
        acme.deployer().fails(Step.RESTORE, "no way back");

        PromotionRequest broken = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        assertThat(broken.phase()).isEqualTo(PromotionPhase.REPAIRING);
        assertThat(process.instance(broken)).isWaitingAt("repair").task().hasCandidateGroup("deployer");
        acme.deployer().put(ACME, STAGING, AGENT, Optional.empty());
        acme.sluice().promotions().closeRepair(acme.human("dan"), ACME, broken.id(), "removed it", key());
        assertThat(process.get(broken).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(process.trail(broken.id())).contains("repair.opened", "repair.closed");
        assertThat(acme.sluice().releases().current(acme.human("vic"), ACME, STAGING, AGENT))
                .isEmpty();
    }

    @Test
    void goingBackToAnEarlierReleaseRunsOnTheSameProcess() {
        process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        process.inStaging("1.1.0");

        PromotionRequest back = acme.sluice()
                .promotions()
                .rollBack(acme.human("dan"), ACME, STAGING, AGENT, Optional.empty(), "it is slow", key());
        process.run();

        assertThat(process.get(back).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
    }

    @Test
    void aCancelledPromotionStopsWhereverItIs() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        acme.sluice().promotions().cancel(acme.human("rita"), ACME, asked.id(), "changed my mind", key());

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.CANCELLED);
        assertThat(process.instance(asked)).isNull();
        process.advance(Duration.ofDays(30));
        assertThat(process.runJobs()).isZero();
    }

    @Test
    void aNewerVersionSupersedesWhatIsUndecided() {
        PromotionRequest first = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofMinutes(1));
        acme.register("1.1.0");

        PromotionRequest second = process.request("1.1.0", DEV, STAGING);

        assertThat(process.get(first).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertThat(process.instance(first)).isNull();
        assertThat(process.approve(second, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aPromotionIsStoppedWhileItsChecksRun() {
        PromotionRequest checking = acme.request("1.0.0", DEV, STAGING);

        acme.sluice().promotions().cancel(acme.human("rita"), ACME, checking.id(), "changed my mind", key());

        assertThat(process.externalTasks().createExternalTaskQuery().count()).isZero();
    }

    @Test
    void productionAsksTwoPersons() {
        process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        PromotionRequest asked = process.request("1.0.0", STAGING, PROD);

        PromotionRequest half = process.approve(asked, "bob");

        assertThat(process.instance(half)).isWaitingAt("approve");
        assertThat(process.approve(half, "carol").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyNodeAndEveryFlowOfTheProcessWasTaken() {
        assertThat(recorder.elements()).hasSizeGreaterThan(50).contains("approve", "checks-no", "target-busy");
        assertThat(recorder.untouched())
                .as("nodes and flows that no test takes")
                .isEmpty();
    }

    /** After how many hours reminders are sent while the clock goes on hour by hour. */
    private static List<Long> remindersWithin(Duration span) {
        List<Long> hours = new ArrayList<>();
        for (long hour = 1; hour <= span.toHours(); hour++) {
            long before = reminders();
            process.advance(Duration.ofHours(1));
            process.run();
            if (reminders() > before) {
                hours.add(hour);
            }
        }
        return hours;
    }

    private static long reminders() {
        return Long.parseLong(process.database()
                .texts("SELECT COUNT(*) FROM sluice_audit_event WHERE type = 'approval.reminded'")
                .get(0));
    }
}
