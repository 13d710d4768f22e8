package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.Checks;
import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to work outside of transactions when hosts' code fails, workers die, or answers come too late. */
class ExternalWorkProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();

    @BeforeEach
    void register() {
        acme.register("1.0.0");
    }

    @Test
    void whatFailsIsRepeatedWithGrowingPausesAndThenSeen() {
        PromotionRequest approved = readyToDeploy();
        List<Duration> pauses = new ArrayList<>();

        for (int attempt = 1; attempt < ExternalWorker.ATTEMPTS; attempt++) {
            acme.deployer().throwsBefore(Step.DEPLOY);
            assertThat(process.work()).isTrue();
            assertThat(process.work()).isFalse();
            assertThat(incidents()).isEmpty();
            Duration pause = pause();
            pauses.add(pause);
            process.advance(pause.plusMillis(1));
        }
        acme.deployer().throwsBefore(Step.DEPLOY);
        process.work();
        process.advance(Duration.ofDays(1));

        assertThat(process.work()).isFalse();
        assertThat(pauses).isEqualTo(ExternalWorker.PAUSES);
        assertThat(incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.promotion()).isEqualTo(approved.id());
            assertThat(incident.step()).isEqualTo("deploy");
            assertThat(incident.message()).contains("The connection was refused.");
            assertThat(incident.since()).isEqualTo(process.now().minus(Duration.ofDays(1)));
        });
    }

    @Test
    void whoeverOperatesHasItTriedAgain() {
        PromotionRequest approved = readyToDeploy();
        acme.deployer().throwsBefore(Step.DEPLOY);
        process.work();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);

        process.sluice()
                .incidents()
                .retry(ProcessFixture.operator(), ACME, incidents().get(0).id());
        process.advance(Duration.ofSeconds(6));
        process.run();

        assertThat(incidents()).isEmpty();
        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whoeverOperatesGivesItUpAndTheTargetIsFree() {
        PromotionRequest approved = readyToDeploy();
        acme.deployer().throwsBefore(Step.DEPLOY);
        process.work();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);
        String incident = incidents().get(0).id();
        IdempotencyKey once = key();

        PromotionRequest ended = giveUp(incident, once);

        assertThat(ended.status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(ended.detail()).contains("the host is gone for good");
        assertThat(giveUp(incident, once)).as("the same call again").isEqualTo(ended);
        assertThat(incidents()).isEmpty();
        assertThat(process.trail(approved.id())).endsWith("incident.givenUp", "promotion.ended");
        assertThat(attempts(approved)).extracting(Attempt::state).containsExactly(State.LOST);
        assertThatThrownBy(() -> giveUp(incident, key())).isInstanceOf(NotFoundException.class);
        acme.register("1.1.0");
        PromotionRequest next = process.request("1.1.0", DEV, STAGING);
        acme.approve(next.id(), "bob");
        process.run();
        assertThat(process.get(next).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whatTheDeployerSaysIsLiveIsRecordedWhenItIsGivenUp() {
        PromotionRequest approved = readyToDeploy();
        acme.deployer().throwsAfter(Step.DEPLOY);
        process.work();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);
        acme.deployer().blind(true);
        assertThatThrownBy(() -> giveUp(incidents().get(0).id(), key()))
                .as("nobody knows what is live")
                .isInstanceOf(UnavailableException.class);
        assertThat(process.get(approved).isOpen()).isTrue();
        acme.deployer().blind(false);

        giveUp(incidents().get(0).id(), key());

        assertThat(acme.sluice().releases().current(acme.human("vic"), ACME, STAGING, SluiceFixture.AGENT))
                .hasValueSatisfying(live -> assertThat(live.digest()).isEqualTo(digest("1.0.0")));
    }

    @Test
    void nobodyElseGivesUpAndNothingWithoutAnIncident() {
        readyToDeploy();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);
        String incident = incidents().get(0).id();

        assertThatThrownBy(() -> process.sluice()
                        .incidents()
                        .giveUp(acme.human("rita"), ACME, incident, "I do not want it", key()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> process.sluice()
                        .incidents()
                        .giveUp(ProcessFixture.operator(), GLOBEX, incident, "not ours", key()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        process.sluice().incidents().giveUp(ProcessFixture.operator(), ACME, incident, " ", key()))
                .isInstanceOf(InvalidInputException.class);
        process.sluice().incidents().retry(ProcessFixture.operator(), ACME, incident);
        assertThatThrownBy(() -> giveUp(incident, key())).isInstanceOf(NotFoundException.class);
    }

    private static PromotionRequest giveUp(String incident, IdempotencyKey key) {
        return process.sluice()
                .incidents()
                .giveUp(ProcessFixture.operator(), ACME, incident, "the host is gone for good", key);
    }

    @Test
    void theHostsMonitoringSeesEachIncidentAndWhoseItIs() {
        PromotionRequest approved = readyToDeploy();
        Instant before = process.now().minusSeconds(1);
        assertThat(process.sluice().monitor().openIncidents()).isZero();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);

        assertThat(process.sluice().monitor().openIncidents()).isEqualTo(1);
        assertThat(process.sluice().monitor().incidentsSince(before, 10))
                .singleElement()
                .satisfies(opened -> {
                    assertThat(opened.organization()).isEqualTo(ACME);
                    assertThat(opened.incident().promotion()).isEqualTo(approved.id());
                });
        assertThat(process.sluice().monitor().incidentsSince(process.now().plusSeconds(1), 10))
                .isEmpty();
    }

    @Test
    void anIncidentOfAnotherOrganizationIsNotThere() {
        readyToDeploy();
        ExternalTask task = process.externalTasks().createExternalTaskQuery().singleResult();
        process.externalTasks().setRetries(task.getId(), 0);
        String incident = incidents().get(0).id();

        assertThatThrownBy(() -> process.sluice().incidents().list(ProcessFixture.operator(), GLOBEX, 10))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> process.sluice().incidents().retry(ProcessFixture.operator(), GLOBEX, incident))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(
                        () -> process.sluice().incidents().retry(ProcessFixture.operator(), ACME, "no-such-incident"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> process.sluice().incidents().list(ProcessFixture.operator(), ACME, 0))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aStepInsideTheEngineThatFailsAgainAndAgainIsSeenAndTriedAgain() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.approve(asked.id(), "bob");
        acme.directory().unavailable();
        Job job = process.dueJobs().get(0);
        int attempts = 0;
        while (hasAttemptsLeft(job)) {
            assertThatThrownBy(() -> process.engine().getManagementService().executeJob(job.getId()))
                    .hasMessageContaining("directory");
            attempts++;
        }

        acme.directory().available();

        assertThat(attempts).isEqualTo(10);
        assertThat(incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.promotion()).isEqualTo(asked.id());
            assertThat(incident.step()).isEqualTo("confirm");
        });
        assertThat(process.trail(asked.id())).doesNotContain("target.reserved");
        process.sluice()
                .incidents()
                .retry(ProcessFixture.operator(), ACME, incidents().get(0).id());
        process.advance(Duration.ofMinutes(5));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void errorsOfHostsCodeCountAsFailures() {
        acme.tests().then(() -> {
            throw new NoClassDefFoundError("com/example/Scanner");
        });
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        ExternalTask failed = process.externalTasks().createExternalTaskQuery().singleResult();

        assertThat(failed.getRetries()).isEqualTo(ExternalWorker.ATTEMPTS - 1);
        assertThat(failed.getErrorMessage()).contains("com/example/Scanner");
        process.advance(Duration.ofSeconds(6));
        process.run();
        assertThat(process.get(asked).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
    }

    @Test
    void whatADeadWorkerBroughtAboutIsFoundAndNotDoneAgain() {
        PromotionRequest approved = readyToDeploy();
        LockedExternalTask task = process.fetchAs("dead");
        acme.deployer().throwsAfter(Step.DEPLOY);
        assertThatThrownBy(() -> process.externalSteps().perform(task)).hasMessageContaining("connection was lost");

        assertThat(process.work()).isFalse();
        process.advance(ExternalWorker.LOCK.plusMillis(1));
        process.run();

        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().calls(Step.DEPLOY)).hasSize(1);
        assertThat(process.trail(approved.id())).contains("attempt.unknown").doesNotContain("attempt.lost");
    }

    @Test
    void whatADeadWorkerDidNotBringAboutIsDoneAgainUnderAHigherFence() {
        PromotionRequest approved = readyToDeploy();
        LockedExternalTask task = process.fetchAs("dead");
        acme.deployer().throwsBefore(Step.DEPLOY);
        assertThatThrownBy(() -> process.externalSteps().perform(task)).hasMessageContaining("connection was refused");

        process.advance(ExternalWorker.LOCK.plusMillis(1));
        process.run();

        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
        List<Deployment> calls = acme.deployer().calls(Step.DEPLOY);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).fence()).isGreaterThan(calls.get(0).fence());
        assertThat(calls.get(1).key()).isNotEqualTo(calls.get(0).key());
        assertThat(process.trail(approved.id())).containsSubsequence("attempt.unknown", "attempt.lost", "attempt.done");
    }

    @Test
    void whileNobodyCanTellWhatIsLiveNothingIsDone() {
        PromotionRequest approved = readyToDeploy();
        LockedExternalTask task = process.fetchAs("dead");
        acme.deployer().throwsAfter(Step.DEPLOY);
        assertThatThrownBy(() -> process.externalSteps().perform(task)).isInstanceOf(IllegalStateException.class);
        acme.deployer().blind(true);

        process.advance(ExternalWorker.LOCK.plusMillis(1));
        process.run();

        assertThat(process.get(approved).phase()).isEqualTo(PromotionPhase.RECONCILING);
        assertThat(acme.deployer().calls(Step.DEPLOY)).hasSize(1);
        acme.deployer().blind(false);
        process.advance(Duration.ofSeconds(6));
        process.run();
        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().calls(Step.DEPLOY)).hasSize(1);
    }

    @Test
    void theLateAnswerOfAWorkerThatWasGivenUpIsRefusedAndHarmless() {
        PromotionRequest approved = readyToDeploy();
        acme.deployer().meanwhile(Step.DEPLOY, () -> {
            process.advance(ExternalWorker.LOCK.plusMillis(1));
            assertThat(process.worker().fetch()).isTrue();
        });

        process.work();

        assertThat(process.externalTasks()
                        .createExternalTaskQuery()
                        .singleResult()
                        .getTopicName())
                .isEqualTo("promotion.verify");
        process.run();
        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(attempts(approved))
                .extracting(Attempt::step, Attempt::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Step.DEPLOY, State.LOST),
                        org.assertj.core.groups.Tuple.tuple(Step.DEPLOY, State.DONE),
                        org.assertj.core.groups.Tuple.tuple(Step.VERIFY, State.DONE));
        assertThat(acme.sluice().releases().history(acme.human("vic"), ACME, STAGING, AGENT, 10))
                .hasSize(1);
    }

    @Test
    void aDeploymentLongerThanTheLockKeepsItsLock() {
        PromotionRequest approved = readyToDeploy();
        ExternalWorker slow = process.worker();
        acme.deployer().meanwhile(Step.DEPLOY, () -> {
            for (int third = 0; third < 9; third++) {
                process.advance(ExternalWorker.LOCK.dividedBy(3));
                slow.extend();
                assertThat(process.worker().fetch()).isFalse();
            }
        });

        slow.fetch();
        process.run();

        assertThat(process.get(approved).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().calls(Step.DEPLOY)).hasSize(1);
    }

    @Test
    void aPromotionThatEndsWhileItsChecksRunIsLeftAlone() {
        PromotionRequest checking = acme.request("1.0.0", DEV, STAGING);
        acme.tests().then(() -> {
            acme.sluice().promotions().cancel(acme.human("rita"), ACME, checking.id(), "changed my mind", key());
            return CheckOutcome.passed("all good", "", Map.of());
        });

        process.run();

        assertThat(process.get(checking).status()).isEqualTo(PromotionStatus.CANCELLED);
        assertThat(process.trail(checking.id())).containsExactly("promotion.requested", "promotion.ended");
    }

    @Test
    void aCheckThatIsReportedFromOutsideIsWaitedFor() {
        CheckName licences = new CheckName("licences");
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of(CheckRequirement.of(licences))));
        PromotionRequest waiting = process.request("1.0.0", DEV, STAGING);
        for (int asked = 0; asked < 2 * ExternalWorker.ATTEMPTS; asked++) {
            process.advance(Duration.ofSeconds(31));
            process.run();
        }
        assertThat(process.get(waiting).phase()).isEqualTo(PromotionPhase.CHECKING);
        assertThat(process.get(waiting).detail()).contains("licences");
        assertThat(process.get(waiting).revision()).as("only news is written").isEqualTo(2);
        assertThat(incidents()).isEmpty();
        assertThat(process.externalTasks()
                        .createExternalTaskQuery()
                        .singleResult()
                        .getRetries())
                .isEqualTo(ExternalWorker.ATTEMPTS);

        acme.sluice()
                .checks()
                .report(
                        acme.service("ci-bot"),
                        ACME,
                        new Checks.Report(
                                AGENT,
                                waiting.version(),
                                digest("1.0.0"),
                                STAGING,
                                licences,
                                CheckOutcome.passed("no copyleft", "", Map.of())),
                        key());
        process.advance(Duration.ofSeconds(31));
        process.run();

        assertThat(process.get(waiting).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
    }

    @Test
    void whatAClosingNodeFetchedIsFreeForOthersAtOnce() {
        acme.request("1.0.0", DEV, STAGING);
        HandsHere tired = new HandsHere();
        tired.shutdown();
        ExternalWorker closing = new ExternalWorker(
                process.externalSteps(),
                process.sluice().own(),
                process.externalTasks(),
                acme.transactions(),
                1,
                tired);

        assertThat(closing.fetch()).isFalse();

        assertThat(process.work()).isTrue();
    }

    @Test
    void aReminderThatFailsIsRepeatedAndThoseAfterItStillCome() {
        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofDays(10)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofDays(5));
        process.database().execute("ALTER TABLE sluice_outbox RENAME TO sluice_outbox_gone");
        String reminder = process.dueJobs().get(0).getId();
        assertThatThrownBy(() -> process.engine().getManagementService().executeJob(reminder))
                .isInstanceOf(RuntimeException.class);
        process.database().execute("ALTER TABLE sluice_outbox_gone RENAME TO sluice_outbox");

        process.advance(Duration.ofSeconds(6));
        process.run();
        assertThat(reminders(asked)).isEqualTo(1);
        process.advance(Duration.ofDays(3));
        process.run();
        assertThat(reminders(asked)).isEqualTo(2);
        process.advance(Duration.ofDays(1));
        process.run();
        assertThat(reminders(asked)).isEqualTo(3);
    }

    private long reminders(PromotionRequest request) {
        return process.trail(request.id()).stream()
                .filter("approval.reminded"::equals)
                .count();
    }

    private PromotionRequest readyToDeploy() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.approve(asked.id(), "bob");
        process.runJobs();
        return process.get(asked);
    }

    private List<Attempt> attempts(PromotionRequest request) {
        return acme.sluice().promotions().attempts(acme.human("vic"), ACME, request.id());
    }

    private static boolean hasAttemptsLeft(Job job) {
        return process.engine()
                        .getManagementService()
                        .createJobQuery()
                        .jobId(job.getId())
                        .withRetriesLeft()
                        .count()
                > 0;
    }

    private static List<Incident> incidents() {
        return process.sluice().incidents().list(ProcessFixture.operator(), ACME, 10);
    }

    private static Duration pause() {
        return Duration.between(
                process.now(),
                process.externalTasks()
                        .createExternalTaskQuery()
                        .singleResult()
                        .getLockExpirationTime()
                        .toInstant());
    }
}
