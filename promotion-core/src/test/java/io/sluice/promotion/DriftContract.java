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

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.drift.DriftCheck;
import io.sluice.promotion.drift.DriftCheck.Standing;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Something else is live than what was recorded: found, reported, in the way of promotions, decided by a person. */
abstract class DriftContract extends SluiceContract {
    private static final Optional<Digest> ALIEN = Optional.of(digest("alien"));

    private void somebodyDeploys(WorkspaceId workspace, Optional<Digest> digest) {
        deployer().put(ACME, workspace, AGENT, digest);
    }

    private List<Standing> check(WorkspaceId workspace) {
        return sluice().drifts().check(acme().human("dan"), ACME, workspace).stream()
                .map(DriftCheck::standing)
                .toList();
    }

    private List<Drift> drifts() {
        return sluice().drifts().list(acme().human("vic"), ACME);
    }

    private void watchAll() {
        while (sluice().drifts().watch(2) > 0) {
            // Goes on until nothing is due.
        }
    }

    private List<String> trail(WorkspaceId workspace) {
        return sluice().audit().ofWorkspace(acme().human("audrey"), ACME, workspace).stream()
                .map(AuditEvent::type)
                .filter(type -> type.startsWith("drift."))
                .toList();
    }

    private List<String> whyBlocked(PromotionRequest request) {
        return promotions().whyBlocked(acme().human("vic"), ACME, request.id()).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    private Optional<Release> current(WorkspaceId workspace) {
        return sluice().releases().current(acme().human("vic"), ACME, workspace, AGENT);
    }

    private Optional<Release> accept(WorkspaceId workspace, Optional<Digest> found) {
        return sluice().drifts().accept(acme().human("dan"), ACME, workspace, AGENT, found, "it is fine", key());
    }

    private Optional<PromotionRequest> repair(WorkspaceId workspace) {
        return sluice().drifts().repair(acme().human("dan"), ACME, workspace, AGENT, "put it back", key());
    }

    @Test
    void whatIsLiveAsRecordedIsNoDrift() {
        acme().inProd("1.0.0");

        watchAll();

        assertThat(check(PROD)).containsExactly(Standing.EQUAL);
        assertThat(drifts()).isEmpty();
        assertThat(trail(PROD)).isEmpty();
    }

    @Test
    void theWatchFindsStoresAndReportsItOnce() {
        acme().inProd("1.0.0");
        watchAll();
        somebodyDeploys(PROD, ALIEN);
        clock().advance(Duration.ofMinutes(9));
        watchAll();
        assertThat(drifts()).isEmpty();

        clock().advance(Duration.ofMinutes(1));
        watchAll();
        clock().advance(Duration.ofMinutes(10));
        watchAll();

        assertThat(drifts()).singleElement().satisfies(drift -> {
            assertThat(drift.workspace()).isEqualTo(PROD);
            assertThat(drift.expected()).contains(digest("1.0.0"));
            assertThat(drift.found()).isEqualTo(ALIEN);
            assertThat(drift.since()).isEqualTo(clock().instant().minus(Duration.ofMinutes(10)));
        });
        assertThat(trail(PROD)).containsExactly("drift.found");
        acme().dispatch();
        assertThat(acme().notifier().delivered())
                .filteredOn(message -> message.kind() == NotificationKind.DRIFT_FOUND)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.facts().text(Fact.EXPECTED)).contains("1.0.0"))
                .satisfies(
                        message -> assertThat(message.facts().text(Fact.FOUND)).isEqualTo(ALIEN.map(Digest::value)));
        assertThat(acme().notifier().recipients(NotificationKind.DRIFT_FOUND)).containsExactly("dan");
    }

    @Test
    void theTrailSaysWhoLooked() {
        acme().inProd("1.0.0");
        somebodyDeploys(PROD, Optional.empty());

        assertThat(check(PROD)).containsExactly(Standing.DRIFTED);

        assertThat(drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.found()).isEmpty());
        assertThat(newestActor()).startsWith("HUMAN:");
        somebodyDeploys(PROD, ALIEN);
        clock().advance(Duration.ofMinutes(10));
        watchAll();
        assertThat(newestActor()).isEqualTo("SYSTEM:drift watch");
    }

    private String newestActor() {
        List<AuditEvent> events = sluice().audit().ofWorkspace(acme().human("audrey"), ACME, PROD);
        return events.get(events.size() - 1).actor();
    }

    @Test
    void itEndsByItselfWhenWhatIsRecordedIsBack() {
        acme().inProd("1.0.0");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);
        somebodyDeploys(PROD, Optional.of(digest("1.0.0")));

        clock().advance(Duration.ofMinutes(10));
        watchAll();

        assertThat(drifts()).isEmpty();
        assertThat(trail(PROD)).containsExactly("drift.found", "drift.cleared");
    }

    @Test
    void aDeployerThatCannotTellIsNeitherCleanNorDrifted() {
        acme().inProd("1.0.0");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);
        deployer().blind(true);

        clock().advance(Duration.ofMinutes(10));
        watchAll();

        assertThat(check(PROD)).containsExactly(Standing.UNKNOWN);
        assertThat(drifts()).hasSize(1);
        assertThat(check(STAGING)).containsExactly(Standing.UNKNOWN);
        assertThat(trail(STAGING)).isEmpty();
        assertRefused(UnavailableException.class, "deployer.unavailable", () -> repair(PROD));
        assertRefused(UnavailableException.class, "deployer.unavailable", () -> accept(PROD, ALIEN));
    }

    @Test
    void whereVersionsBeginNothingIsCompared() {
        acme().register("1.0.0");
        somebodyDeploys(DEV, ALIEN);

        watchAll();

        assertThat(check(DEV)).isEmpty();
        assertThat(drifts()).isEmpty();
        assertRefused(ConflictException.class, "drift.notWatched", () -> repair(DEV));
    }

    @Test
    void whatAPromotionIsChangingIsNotCompared() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest request = acme().approved("1.1.0", STAGING, PROD, "bob", "carol");
        flow().reserve(request.id());

        assertThat(check(PROD)).containsExactly(Standing.CHANGING);
        assertRefused(ConflictException.class, "drift.changing", () -> repair(PROD));
    }

    @Test
    void anAnswerThatIsOvertakenByADeploymentCountsForNothing() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest request = acme().approved("1.1.0", STAGING, PROD, "bob", "carol");
        deployer().whileAnswering(() -> flow().deployAndFinish(request.id()));

        assertThat(check(PROD)).containsExactly(Standing.CHANGING);

        assertThat(drifts()).isEmpty();
        assertThat(check(PROD)).containsExactly(Standing.EQUAL);
    }

    @Test
    void whatWasFoundCanBePromotedWithAllThatItTakes() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        somebodyDeploys(PROD, Optional.of(digest("1.1.0")));
        check(PROD);
        assertThat(drifts()).hasSize(1);
        assertRefused(
                ConflictException.class, "drift.approvalNeeded", () -> accept(PROD, Optional.of(digest("1.1.0"))));

        PromotionRequest promoted = acme().promoted("1.1.0", STAGING, PROD, "bob", "carol");

        assertThat(promoted.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(current(PROD).map(Release::digest)).contains(digest("1.1.0"));
        assertThat(check(PROD)).containsExactly(Standing.EQUAL);
        assertThat(drifts()).isEmpty();
    }

    @Test
    void nothingIsPromotedThereUntilItIsResolved() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest request = acme().approved("1.1.0", STAGING, PROD, "bob", "carol");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);

        assertThat(whyBlocked(request)).contains("drift.unresolved");
        assertThat(flow().reserve(request.id()).orElseThrow().reasons())
                .extracting(Blocker::code)
                .containsExactly("drift.unresolved");
        assertThat(acme().get(request.id()).isOpen()).isTrue();
        acme().inStaging("1.2.0");
        promotions().cancel(acme().human("rita"), ACME, request.id(), "another one", key());
        assertThatThrownBy(() -> acme().request("1.2.0", STAGING, PROD))
                .isInstanceOfSatisfying(
                        PromotionBlockedException.class,
                        blocked -> assertThat(blocked.code()).isEqualTo("drift.unresolved"));

        somebodyDeploys(PROD, Optional.of(digest("1.0.0")));
        check(PROD);
        assertThat(acme().promoted("1.2.0", STAGING, PROD, "bob", "carol").status())
                .isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void goingBackStaysPossible() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);

        PromotionRequest back =
                promotions().rollBack(acme().human("dan"), ACME, PROD, AGENT, Optional.empty(), "it is broken", key());
        flow().openApproval(back.id());
        acme().approve(back.id(), "bob");
        flow().deployAndFinish(back.id());

        assertThat(current(PROD).map(Release::digest)).contains(digest("1.0.0"));
        assertThat(drifts()).isEmpty();
    }

    @Test
    void whatIsRecordedIsPutBackByARollbackWithItsApprovals() {
        acme().inProd("1.0.0");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);
        IdempotencyKey once = key();

        PromotionRequest back = sluice().drifts()
                .repair(acme().human("dan"), ACME, PROD, AGENT, "put it back", once)
                .orElseThrow();

        assertThat(back.kind()).isEqualTo(PromotionKind.ROLLBACK);
        assertThat(sluice().drifts()
                        .repair(acme().human("dan"), ACME, PROD, AGENT, "put it back", once)
                        .map(PromotionRequest::id))
                .contains(back.id());
        flow().openApproval(back.id());
        acme().approve(back.id(), "bob");
        flow().deployAndFinish(back.id());
        assertThat(acme().get(back.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(deployer().current(ACME, PROD, AGENT)).contains(digest("1.0.0"));
        assertThat(drifts()).isEmpty();
        clock().advance(Duration.ofMinutes(10));
        watchAll();
        assertThat(trail(PROD)).containsExactly("drift.found", "drift.repairStarted", "drift.cleared");
    }

    @Test
    void aRepairThatIsNotNeededOnlyTidiesUp() {
        acme().inProd("1.0.0");
        somebodyDeploys(PROD, ALIEN);
        check(PROD);
        somebodyDeploys(PROD, Optional.of(digest("1.0.0")));

        assertThat(repair(PROD)).isEmpty();

        assertThat(drifts()).isEmpty();
        assertThat(trail(PROD)).containsExactly("drift.found", "drift.cleared");
    }

    @Test
    void whatWasThereBeforeCanBeAcceptedWhereGoingBackTakesNoApproval() {
        acme().inStaging("1.0.0");
        acme().inStaging("1.1.0");
        somebodyDeploys(STAGING, Optional.of(digest("1.0.0")));
        check(STAGING);

        Release accepted = accept(STAGING, Optional.of(digest("1.0.0"))).orElseThrow();

        assertThat(accepted.cause()).isEqualTo(ReleaseCause.ACCEPTED);
        assertThat(accepted.promotion()).isEmpty();
        assertThat(current(STAGING)).contains(accepted);
        assertThat(drifts()).isEmpty();
        assertThat(check(STAGING)).containsExactly(Standing.EQUAL);
        assertThat(trail(STAGING)).containsExactly("drift.found", "drift.accepted");
        acme().dispatch();
        assertThat(acme().notifier().recipients(NotificationKind.DRIFT_CLEARED)).containsExactly("dan");
        assertRefused(ConflictException.class, "drift.none", () -> accept(STAGING, Optional.of(digest("1.0.0"))));
    }

    @Test
    void thatNothingIsLiveCanBeAcceptedToo() {
        acme().inStaging("1.0.0");
        somebodyDeploys(STAGING, Optional.empty());

        assertThat(accept(STAGING, Optional.empty())).isEmpty();

        assertThat(current(STAGING)).isEmpty();
        assertThat(check(STAGING)).containsExactly(Standing.EQUAL);
        somebodyDeploys(STAGING, ALIEN);
        assertRefused(ConflictException.class, "drift.nothingRecorded", () -> repair(STAGING));
    }

    /** Acceptance is no way past the gate. */
    @Test
    void whatNoPromotionBroughtThereIsNotAccepted() {
        acme().inStaging("1.0.0");
        somebodyDeploys(STAGING, ALIEN);
        assertRefused(ConflictException.class, "drift.unknownDigest", () -> accept(STAGING, ALIEN));

        acme().register("1.1.0");
        somebodyDeploys(STAGING, Optional.of(digest("1.1.0")));
        assertRefused(ConflictException.class, "drift.neverLive", () -> accept(STAGING, Optional.of(digest("1.1.0"))));
        assertRefused(ConflictException.class, "drift.changed", () -> accept(STAGING, Optional.of(digest("1.0.0"))));

        somebodyDeploys(STAGING, Optional.of(digest("1.0.0")));
        check(STAGING);
        acme().inProd("1.2.0");
        acme().inProd("1.3.0");
        somebodyDeploys(PROD, Optional.of(digest("1.2.0")));
        assertThat(PromotionPolicy.standard(EnvironmentType.PRODUCTION).rollback())
                .isPresent();
        assertRefused(
                ConflictException.class, "drift.approvalNeeded", () -> accept(PROD, Optional.of(digest("1.2.0"))));
        assertThat(current(PROD).map(Release::digest)).contains(digest("1.3.0"));
    }

    @Test
    void placesThatOneNodeLooksAtAreLeftAloneByOthers() {
        acme().inProd("1.0.0");
        AtomicReference<Integer> other = new AtomicReference<>(-1);
        deployer().whileAnswering(() -> other.set(sluice().drifts().watch(10)));

        assertThat(sluice().drifts().watch(10)).isEqualTo(3);

        assertThat(other.get()).isZero();
        assertThat(sluice().drifts().watch(10)).isZero();
    }
}
