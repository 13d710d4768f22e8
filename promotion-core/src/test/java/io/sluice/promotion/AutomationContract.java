package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.automation.AutomationVerdict;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.HealthReport;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What Sluice asks for by itself, and everything that keeps it from asking. */
abstract class AutomationContract extends SluiceContract {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(6);

    private void promotesIntoStaging(String... conditions) {
        acme().replacePolicy(
                        STAGING, policy -> policy.withAutoPromotion(Optional.of(AutoPromotion.whenAll(conditions))));
    }

    /** Into staging at once, by itself. */
    private void promotesEverything() {
        promotesIntoStaging("deployment.duration_hours >= 0");
    }

    private List<PromotionRequest> automate() {
        while (sluice().steps().automate(10) > 0) {
            // Until nothing is due.
        }
        return into(STAGING);
    }

    private List<PromotionRequest> into(WorkspaceId target) {
        return promotions()
                .list(
                        acme().human("vic"),
                        ACME,
                        new Promotions.Query(
                                Optional.empty(), Optional.empty(), Optional.of(target), Optional.empty(), 100));
    }

    private List<PromotionRequest> bySluice() {
        return automate().stream()
                .filter(request -> request.requestedBy().equals(PersonId.SLUICE))
                .toList();
    }

    private AutomationVerdict explain() {
        return sluice().automation().explain(acme().human("vic"), ACME, STAGING, AGENT);
    }

    private List<String> why() {
        return explain().reasons().stream().map(Blocker::code).toList();
    }

    private void tested(String version, double passRate) {
        report(STAGING, version, CheckOutcome.passed("", "", Map.of("tests.pass_rate", passRate)));
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

    private PromotionRequest goesThrough(PromotionRequest request, String... approvers) {
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        for (String person : approvers) {
            acme().approve(request.id(), person);
        }
        flow().deployAndFinish(request.id());
        return acme().get(request.id());
    }

    @Test
    void asksOnceTheConditionsHoldAndLeavesTheRestToPeople() {
        promotesIntoStaging("tests.pass_rate >= 95", "deployment.duration_hours >= 2");
        acme().register("1.0.0");
        assertThat(automate()).isEmpty();
        tested("1.0.0", 97.5);
        assertThat(automate()).isEmpty();

        clock().advance(Duration.ofHours(2).plusSeconds(1));
        List<PromotionRequest> made = automate();

        assertThat(made).singleElement().satisfies(request -> {
            assertThat(request.requestedBy()).isEqualTo(PersonId.SLUICE);
            assertThat(request.version()).isEqualTo(new VersionLabel("1.0.0"));
            assertThat(request.reason())
                    .isEqualTo("Live in Development, and the policy's conditions hold: tests.pass_rate >= 95 (is 97.5),"
                            + " deployment.duration_hours >= 2 (is 2.000277).");
        });
        PromotionRequest request = made.get(0);
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().approve(request.id(), "bob");
        flow().deployAndFinish(request.id());
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(automate()).hasSize(1);
    }

    @Test
    void anAuthorDoesNotApproveWhatSluiceAskedFor() {
        directory().member(ACME, "alice", "requester", "approver");
        promotesEverything();
        acme().register("1.0.0");
        PromotionRequest request = automate().get(0);
        flow().runChecks(request.id());
        flow().openApproval(request.id());

        assertRefused(ForbiddenException.class, "approval.author", () -> acme().approve(request.id(), "alice"));
    }

    @Test
    void theFirstEventNamesSluiceAndTheCause() {
        promotesEverything();
        acme().register("1.0.0");
        PromotionRequest request = automate().get(0);

        AuditEvent first = sluice().audit()
                .ofPromotion(acme().human("audrey"), ACME, request.id())
                .get(0);

        assertThat(first.type()).isEqualTo("promotion.requested");
        assertThat(first.actor()).isEqualTo("SYSTEM:conditions of policy 2");
    }

    @Test
    void theAuthorsHearWhatBecameOfIt() {
        promotesEverything();
        acme().register("1.0.0");
        goesThrough(automate().get(0), "bob");
        acme().notifier().clear();

        acme().dispatch();

        assertThat(acme().notifier().delivered())
                .extracting(sent -> sent.recipient().person())
                .contains(new PersonId("alice"));
    }

    @Test
    void theAuthorsHearThatItWasAskedFor() {
        promotesEverything();
        acme().register("1.0.0");
        automate();

        acme().dispatch();

        assertThat(acme().notifier().recipients(NotificationKind.AUTO_PROMOTED)).containsExactly("alice");
    }

    @Test
    void nobodyCanBeSluice() {
        directory().member(ACME, PersonId.SLUICE.value(), "requester", "viewer", "deployer", "approver");

        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> promotions().list(acme().human(PersonId.SLUICE.value()), ACME, Promotions.Query.newest(1)));
    }

    @Test
    void aNewerVersionInTheSourceIsLookedAtAtOnce() {
        promotesEverything();
        acme().register("1.0.0");
        goesThrough(automate().get(0), "bob");

        acme().register("1.1.0");

        assertThat(automate()).extracting(PromotionRequest::version).contains(new VersionLabel("1.1.0"));
    }

    @Test
    void explainsEachConditionWithItsNumberAndEveryReason() {
        promotesIntoStaging("tests.pass_rate >= 95", "deployment.failures == 0");
        acme().register("1.0.0");
        tested("1.0.0", 80);
        stop();

        AutomationVerdict verdict = explain();

        assertThat(verdict.version()).contains(new VersionLabel("1.0.0"));
        assertThat(verdict.conditions())
                .extracting(condition -> condition.condition() + " " + condition.holds())
                .containsExactly("tests.pass_rate >= 95 false", "deployment.failures == 0 true");
        assertThat(why()).containsExactlyInAnyOrder("automation.conditions", "line.stopped");
        assertThat(sluice().automation()
                        .explain(acme().human("vic"), ACME, DEV, AGENT)
                        .reasons())
                .extracting(Blocker::code)
                .containsExactly("automation.off", "automation.nothingInSource");
    }

    @Test
    void aStoppedLineAPinAndABadVersionKeepItFromAsking() {
        acme().inStaging("1.0.0");
        promotesEverything();
        acme().register("1.1.0");
        stop();
        assertThat(bySluice()).isEmpty();
        sluice().line().resume(acme().human("gus"), ACME, Optional.empty(), "over", key());
        sluice().pins().pin(acme().human("dan"), ACME, STAGING, AGENT, "stay", key());
        assertThat(bySluice()).isEmpty();
        sluice().pins().unpin(acme().human("dan"), ACME, STAGING, AGENT, "go", key());
        VersionLabel bad = new VersionLabel("1.1.0");
        sluice().artifacts().markBad(acme().human("dan"), ACME, AGENT, bad, "leaks", key());
        assertThat(bySluice()).isEmpty();

        sluice().artifacts().clearBad(acme().human("dan"), ACME, AGENT, bad, "false alarm", key());

        assertThat(bySluice()).hasSize(1);
    }

    @Test
    void aHoldPausesAutomationAndNotPeople() {
        promotesEverything();
        sluice().automation().hold(acme().human("dan"), ACME, STAGING, AGENT, "trade fair", key());
        acme().register("1.0.0");
        assertThat(automate()).isEmpty();
        assertThat(why()).containsExactly("automation.held");
        assertThat(sluice().automation().holds(acme().human("vic"), ACME, STAGING))
                .hasSize(1);
        assertRefused(
                ConflictException.class,
                "control.alreadySet",
                () -> sluice().automation().hold(acme().human("dan"), ACME, STAGING, AGENT, "again", key()));

        PromotionRequest byHand = acme().request("1.0.0", DEV, STAGING);
        promotions().cancel(acme().human("rita"), ACME, byHand.id(), "only to show it", key());
        acme().register("1.1.0");
        sluice().automation().release(acme().human("dan"), ACME, STAGING, AGENT, "over", key());

        assertThat(bySluice()).extracting(PromotionRequest::version).containsExactly(new VersionLabel("1.1.0"));
    }

    @Test
    void whatAPersonRefusedIsNotAskedForAgain() {
        promotesEverything();
        acme().register("1.0.0");
        PromotionRequest request = automate().get(0);
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().reject(request.id(), "bob", "not this one");
        flow().finish(request.id(), Outcome.REJECTED);

        clock().advance(LOOK_AGAIN);
        assertThat(automate()).hasSize(1);
        assertThat(why()).containsExactly("automation.askedBefore");

        assertThat(acme().request("1.0.0", DEV, STAGING).requestedBy()).isEqualTo(new PersonId("rita"));
    }

    @Test
    void aDeploymentThatFailedIsNotTriedAgain() {
        promotesEverything();
        acme().register("1.0.0");
        PromotionRequest request = automate().get(0);
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().approve(request.id(), "bob");
        flow().reserve(request.id());
        flow().confirm(request.id());
        flow().deploy(request.id());
        deployer().fails(Step.VERIFY, "answers nonsense");
        flow().verify(request.id());
        flow().restore(request.id());
        flow().finish(request.id(), Outcome.ROLLED_BACK);

        clock().advance(LOOK_AGAIN);

        assertThat(automate()).hasSize(1);
        assertThat(why()).containsExactly("automation.askedBefore");
    }

    @Test
    void anOpenRequestIsLeftAlone() {
        acme().register("1.0.0");
        PromotionRequest byHand = acme().request("1.0.0", DEV, STAGING);
        promotesEverything();
        acme().register("1.1.0");

        assertThat(automate()).containsExactly(byHand);
        assertThat(why()).containsExactly("promotion.inFlight");
    }

    @Test
    void automationNeverUndoesARollback() {
        promotesEverything();
        acme().register("1.0.0");
        goesThrough(automate().get(0), "bob");
        clock().advance(Duration.ofHours(1));
        acme().register("1.1.0");
        goesThrough(automate().get(0), "bob");
        PromotionRequest back = promotions()
                .rollBack(acme().human("dan"), ACME, STAGING, AGENT, Optional.empty(), "slow answers", key());
        goesThrough(back);
        clock().advance(LOOK_AGAIN);

        assertThat(automate()).hasSize(3);
        assertThat(why()).containsExactly("automation.held");
        Control hold =
                sluice().automation().holds(acme().human("vic"), ACME, STAGING).get(0);
        assertThat(hold.setBy()).isEqualTo(new PersonId("dan"));
        assertThat(hold.reason()).isEqualTo("The older version 1.0.0 is live: slow answers");

        sluice().automation().release(acme().human("dan"), ACME, STAGING, AGENT, "it was the network", key());
        assertThat(automate())
                .filteredOn(request -> request.requestedBy().equals(PersonId.SLUICE))
                .hasSize(3);
    }

    @Test
    void anOlderVersionChosenByHandSetsAHold() {
        acme().register("1.0.0");
        clock().advance(Duration.ofHours(1));
        acme().inStaging("1.1.0");
        assertThat(sluice().automation().holds(acme().human("vic"), ACME, STAGING))
                .isEmpty();

        acme().promoted("1.0.0", DEV, STAGING, "bob");

        assertThat(sluice().automation().holds(acme().human("vic"), ACME, STAGING))
                .hasSize(1);
        promotesEverything();
        assertThat(bySluice()).isEmpty();
    }

    @Test
    void twoNodesAtOnceAskOnce() throws Exception {
        promotesEverything();
        for (int round = 0; round < 5; round++) {
            acme().register("1." + round + ".0");
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService nodes = Executors.newFixedThreadPool(2);
            Future<Integer> first = nodes.submit(() -> {
                start.await();
                return sluice().steps().automate(10);
            });
            start.await();
            sluice().steps().automate(10);
            first.get();
            nodes.shutdown();

            PromotionRequest made = bySluice().get(0);
            assertThat(bySluice()).hasSize(round + 1);
            promotions().cancel(acme().human("dan"), ACME, made.id(), "next round", key());
        }
    }

    @Test
    void anUnhealthyReleaseIsPutBackByItself() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");

        HealthReport report = reportUnhealthy();
        assertThat(report.state()).isEqualTo(HealthReport.State.WAITING);
        sluice().steps().automate(10);

        PromotionRequest rollback = into(PROD).get(0);
        assertThat(rollback.kind()).isEqualTo(PromotionKind.ROLLBACK);
        assertThat(rollback.requestedBy()).isEqualTo(PersonId.SLUICE);
        assertThat(rollback.reason()).isEqualTo("Version 1.1.0 was reported to be unhealthy: error rate 30 %");
        assertThat(healthReports().get(0).rollback()).contains(rollback.id());
        flow().openApproval(rollback.id());
        assertThat(acme().get(rollback.id()).status()).isEqualTo(PromotionStatus.PENDING);
        acme().approve(rollback.id(), "bob");
        flow().deployAndFinish(rollback.id());
        assertThat(live().version()).isEqualTo(new VersionLabel("1.0.0"));
        assertThat(sluice().automation().holds(acme().human("vic"), ACME, PROD))
                .extracting(Control::setBy)
                .containsExactly(PersonId.SLUICE);
    }

    @Test
    void automationNeverRollsBackARollback() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        reportUnhealthy();
        sluice().steps().automate(10);
        goesThrough(into(PROD).get(0), "bob");

        HealthReport report = reportUnhealthy();
        sluice().steps().automate(10);

        assertThat(report.state()).isEqualTo(HealthReport.State.LEFT_TO_PEOPLE);
        assertThat(report.note()).contains("never rolls back a rollback");
        assertThat(into(PROD)).hasSize(3);
    }

    @Test
    void asksForOneRollbackOfARelease() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        reportUnhealthy();
        sluice().steps().automate(10);
        PromotionRequest rollback = into(PROD).get(0);
        promotions().cancel(acme().human("dan"), ACME, rollback.id(), "we mend it instead", key());

        HealthReport again = reportUnhealthy();
        clock().advance(LOOK_AGAIN);
        sluice().steps().automate(10);

        assertThat(again.reports()).isEqualTo(2);
        assertThat(again.state()).isEqualTo(HealthReport.State.ROLLBACK_ASKED);
        assertThat(into(PROD)).hasSize(3);
    }

    @Test
    void waitsUntilNothingElseChangesTheTarget() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        acme().inStaging("1.2.0");
        PromotionRequest forward = acme().approved("1.2.0", STAGING, PROD, "bob", "carol");
        reportUnhealthy();
        sluice().steps().automate(10);
        assertThat(into(PROD).get(0)).isEqualTo(acme().get(forward.id()));

        promotions().cancel(acme().human("dan"), ACME, forward.id(), "first back", key());
        clock().advance(LOOK_AGAIN);
        sluice().steps().automate(10);

        assertThat(into(PROD).get(0).kind()).isEqualTo(PromotionKind.ROLLBACK);
    }

    @Test
    void anOldFailureIsIgnored() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        acme().inStaging("1.2.0");
        PromotionRequest forward = acme().approved("1.2.0", STAGING, PROD, "bob", "carol");
        Release unhealthy = live();
        reportUnhealthy();
        flow().deployAndFinish(forward.id());
        sluice().steps().automate(10);

        assertThat(healthReports().get(0).state()).isEqualTo(HealthReport.State.LEFT_TO_PEOPLE);
        assertThat(into(PROD)).allMatch(request -> request.kind() == PromotionKind.PROMOTION);
        assertRefused(
                ConflictException.class,
                "release.notLive",
                () -> sluice().releases()
                        .reportUnhealthy(acme().service("ci-bot"), ACME, unhealthy.id(), "late", key()));
    }

    @Test
    void withoutThePolicyPeopleDecide() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");

        assertThat(reportUnhealthy().state()).isEqualTo(HealthReport.State.LEFT_TO_PEOPLE);
        assertThat(sluice().steps().automate(10)).isZero();
        assertThat(sluice().audit().ofWorkspace(acme().human("audrey"), ACME, PROD))
                .extracting(AuditEvent::type)
                .contains("release.unhealthy");
    }

    @Test
    void aCheckThatFailsAfterGoLiveIsAReportToo() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");

        report(PROD, "1.1.0", CheckOutcome.failed("3 of 9 probes failed", "", Map.of()));
        sluice().steps().automate(10);

        assertThat(into(PROD).get(0).kind()).isEqualTo(PromotionKind.ROLLBACK);
        assertThat(healthReports().get(0).reportedBy()).isEqualTo("check tests");
    }

    @Test
    void aFailedCheckOfWhatIsNotLiveIsNone() {
        rollsBackProd();
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");

        report(PROD, "1.1.0", CheckOutcome.failed("3 of 9 probes failed", "", Map.of()));

        assertThat(healthReports()).isEmpty();
    }

    private void rollsBackProd() {
        acme().replacePolicy(PROD, policy -> policy.withAutomaticRollback(true));
    }

    private Release live() {
        return sluice().releases()
                .current(acme().human("vic"), ACME, PROD, AGENT)
                .orElseThrow();
    }

    private HealthReport reportUnhealthy() {
        return sluice().releases()
                .reportUnhealthy(acme().service("ci-bot"), ACME, live().id(), "error rate 30 %", key());
    }

    private List<HealthReport> healthReports() {
        return sluice().releases().healthReports(acme().human("vic"), ACME, PROD, AGENT, 10);
    }

    private void stop() {
        sluice().line().stop(acme().human("gus"), ACME, Optional.empty(), "restore", key());
    }
}
