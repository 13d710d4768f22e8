package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer.Result;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Several artifacts promoted as one: all of them or none. */
abstract class UnitContract extends SluiceContract {
    private static final WorkspaceId SMALL = new WorkspaceId("small");
    private static final ArtifactRef PLANNER = ArtifactRef.agent("planner");
    private static final ArtifactRef ROUTER = ArtifactRef.agent("router");
    private static final ArtifactRef WHOLE = ArtifactRef.orchestration("whole");
    private static final List<ArtifactRef> ALL = List.of(WHOLE, PLANNER, ROUTER);

    private void register(String label) {
        ALL.forEach(artifact -> acme().register(artifact, label));
    }

    /** The orchestration first: not the alphabetical order. */
    private static NewPromotion unit(String label) {
        return NewPromotion.of(WHOLE, label, DEV, STAGING, "because")
                .andAlso(PLANNER, label)
                .andAlso(ROUTER, label);
    }

    private static NewPromotion single(ArtifactRef artifact, String label) {
        return NewPromotion.of(artifact, label, DEV, STAGING, "because");
    }

    private PromotionRequest request(NewPromotion wanted) {
        return promotions().request(acme().human("rita"), ACME, wanted, key());
    }

    private PromotionId approved(NewPromotion wanted) {
        PromotionRequest request = request(wanted);
        flow().runChecks(request.id());
        flow().openApproval(request.id());
        acme().approve(request.id(), "bob");
        return request.id();
    }

    private PromotionId confirmed(NewPromotion wanted) {
        PromotionId id = approved(wanted);
        assertThat(flow().reserve(id)).isEmpty();
        assertThat(flow().confirm(id).isOpen()).isTrue();
        return id;
    }

    private PromotionId promoted(NewPromotion wanted) {
        PromotionId id = approved(wanted);
        flow().deployAndFinish(id);
        return id;
    }

    /** 1.0.0 of everything is live in staging. */
    private PromotionId upAndRunning() {
        register("1.0.0");
        PromotionId id = promoted(unit("1.0.0"));
        register("1.1.0");
        return id;
    }

    private List<Optional<String>> live() {
        return ALL.stream()
                .map(artifact -> sluice().releases().current(acme().human("vic"), ACME, STAGING, artifact))
                .map(release -> release.map(known -> known.version().value()))
                .toList();
    }

    private static List<Optional<String>> all(String version) {
        return List.of(Optional.of(version), Optional.of(version), Optional.of(version));
    }

    private List<ArtifactRef> called(Step step, PromotionId id) {
        return deployer().calls(step).stream()
                .filter(call -> call.promotion().equals(id))
                .map(Deployment::artifact)
                .toList();
    }

    private List<AuditEvent> trail(PromotionId id, String type) {
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, id).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }

    private List<String> heldTargets() {
        return database().texts("SELECT artifact_id FROM sluice_target WHERE held_by IS NOT NULL");
    }

    private static List<String> codes(PromotionBlockedException refusal) {
        return refusal.decision().reasons().stream().map(Blocker::code).toList();
    }

    // Asking

    @Test
    void aUnitCarriesItsItemsInTheOrderOfTheirDeployment() {
        register("1.0.0");

        PromotionRequest request = request(unit("1.0.0"));

        assertThat(request.items()).extracting(PromotionItem::artifact).containsExactlyElementsOf(ALL);
        assertThat(acme().get(request.id())).isEqualTo(request);
        assertThat(promotions().list(acme().human("vic"), ACME, Promotions.Query.newest(10)))
                .containsExactly(request);
        assertThat(trail(request.id(), "promotion.requested"))
                .singleElement()
                .satisfies(event -> assertThat(event.data().get("items"))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .extracting(
                                item -> ((Map<?, ?>) item).get("artifact"), item -> ((Map<?, ?>) item).get("digest"))
                        .containsExactly(
                                tuple("ORCHESTRATION/whole", digest("1.0.0").value()),
                                tuple("AGENT/planner", digest("1.0.0").value()),
                                tuple("AGENT/router", digest("1.0.0").value())));
    }

    @Test
    void whoeverSendsTheSameUnitAgainGetsTheSameAnswer() {
        register("1.0.0");
        IdempotencyKey key = key();

        PromotionRequest first = promotions().request(acme().human("rita"), ACME, unit("1.0.0"), key);
        PromotionRequest again = promotions().request(acme().human("rita"), ACME, unit("1.0.0"), key);

        assertThat(again).isEqualTo(first);
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> promotions().request(acme().human("rita"), ACME, single(WHOLE, "1.0.0"), key));
    }

    @Test
    void noArtifactIsInAUnitTwiceAndNoUnitHasMoreThanTwenty() {
        NewPromotion most = IntStream.range(1, 20)
                .boxed()
                .reduce(
                        single(WHOLE, "1.0.0"),
                        (unit, i) -> unit.andAlso(ArtifactRef.agent("a" + i), "1.0.0"),
                        (a, b) -> a);

        assertThat(most.others()).hasSize(19);
        assertRefused(InvalidInputException.class, "unit.tooMany", () -> most.andAlso(PLANNER, "1.0.0"));
        assertRefused(
                InvalidInputException.class,
                "unit.duplicate",
                () -> unit("1.0.0").andAlso(WHOLE, "1.1.0"));
    }

    @Test
    void oneMemberThatMayNotGoStopsTheWholeUnitAndIsNamed() {
        acme().register(WHOLE, "1.0.0");
        acme().register(PLANNER, "1.0.0");
        promoted(single(WHOLE, "1.0.0"));
        NewPromotion wanted =
                NewPromotion.of(WHOLE, "1.0.0", STAGING, PROD, "because").andAlso(PLANNER, "1.0.0");
        List<String> before = everything();

        assertRefused(PromotionBlockedException.class, "version.notInSource", () -> request(wanted));

        assertThat(everything()).isEqualTo(before);
        assertThat(promotions().dryRun(acme().human("rita"), ACME, wanted).reasons())
                .filteredOn(reason -> reason.code().equals("version.notInSource"))
                .extracting(Blocker::message)
                .singleElement()
                .asString()
                .startsWith("AGENT/planner 1.0.0: ");
    }

    @Test
    void whatConcernsTheWholeIsSaidOnce() {
        register("1.0.0");

        List<Blocker> reasons =
                promotions().dryRun(acme().human("rita"), ACME, unit("1.0.0")).reasons();

        assertThat(reasons)
                .filteredOn(reason -> reason.code().equals("approval.missing"))
                .hasSize(1);
        assertThat(reasons)
                .filteredOn(reason -> reason.code().equals("check.missing"))
                .extracting(Blocker::message)
                .allMatch(message -> message.contains("1.0.0: Check "))
                .hasSize(3 * acme().policy(STAGING).checks().size());
    }

    @Test
    void aUnitNeedsAPlaceForEachNewArtifact() {
        acme().create(
                        ACME,
                        NewWorkspace.of("small", "Small", EnvironmentType.STAGING)
                                .after("dev")
                                .limitedTo(new Limits(2, 10)));
        register("1.0.0");
        NewPromotion three = NewPromotion.of(WHOLE, "1.0.0", DEV, SMALL, "because")
                .andAlso(PLANNER, "1.0.0")
                .andAlso(ROUTER, "1.0.0");

        assertRefused(PromotionBlockedException.class, "limit.maxAgents", () -> request(three));

        NewPromotion two =
                NewPromotion.of(WHOLE, "1.0.0", DEV, SMALL, "because").andAlso(PLANNER, "1.0.0");
        assertThat(request(two).items()).hasSize(2);
    }

    @Test
    void theExecutionsOfAllItemsMustFitTogether() {
        acme().create(
                        ACME,
                        NewWorkspace.of("small", "Small", EnvironmentType.STAGING)
                                .after("dev")
                                .limitedTo(new Limits(10, 5)));
        registerWith(WHOLE, "1.0.0", 3);
        registerWith(PLANNER, "1.0.0", 2);
        registerWith(PLANNER, "1.1.0", 3);
        NewPromotion tooMuch =
                NewPromotion.of(WHOLE, "1.0.0", DEV, SMALL, "because").andAlso(PLANNER, "1.1.0");

        assertRefused(PromotionBlockedException.class, "limit.maxConcurrentExecutions", () -> request(tooMuch));

        PromotionId id =
                promoted(NewPromotion.of(WHOLE, "1.0.0", DEV, SMALL, "because").andAlso(PLANNER, "1.0.0"));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    private void registerWith(ArtifactRef artifact, String label, int executions) {
        NewVersion wanted = NewVersion.of(DEV, artifact, label, digest(label), new PersonId("alice"));
        sluice().artifacts()
                .register(
                        acme().human("alice"),
                        ACME,
                        new NewVersion(
                                wanted.workspace(),
                                wanted.artifact(),
                                wanted.label(),
                                wanted.digest(),
                                wanted.authors(),
                                Map.of("executions", Integer.toString(executions))),
                        key());
    }

    @Test
    void twoUnitsNeverBothTakeTheLastPlaces() {
        acme().create(
                        ACME,
                        NewWorkspace.of("small", "Small", EnvironmentType.STAGING)
                                .after("dev")
                                .limitedTo(new Limits(3, 10)));
        register("1.0.0");
        ArtifactRef other = ArtifactRef.agent("other");
        acme().register(other, "1.0.0");
        PromotionId first =
                approved(NewPromotion.of(WHOLE, "1.0.0", DEV, SMALL, "because").andAlso(PLANNER, "1.0.0"));
        PromotionId second =
                approved(NewPromotion.of(ROUTER, "1.0.0", DEV, SMALL, "because").andAlso(other, "1.0.0"));
        assertThat(flow().reserve(first)).isEmpty();

        assertThat(flow().reserve(second).orElseThrow().blockers())
                .extracting(Blocker::code)
                .containsOnly("limit.promised");
        assertThat(heldTargets()).containsExactlyInAnyOrder("whole", "planner");
    }

    // In flight

    @Test
    void aUnitKeepsSinglePromotionsOfItsMembersOutAndTheOtherWayRound() {
        register("1.0.0");
        PromotionRequest unit = request(unit("1.0.0"));
        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request(single(WHOLE, "1.0.0")));
        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request(single(ROUTER, "1.0.0")));
        promotions().cancel(acme().human("rita"), ACME, unit.id(), "not now", key());

        PromotionRequest single = request(single(ROUTER, "1.0.0"));

        assertThat(promotions()
                        .dryRun(acme().human("rita"), ACME, unit("1.0.0"))
                        .reasons())
                .filteredOn(reason -> reason.code().equals("promotion.inFlight"))
                .extracting(Blocker::message)
                .singleElement()
                .asString()
                .startsWith("AGENT/router 1.0.0: Promotion " + single.id());
        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request(unit("1.0.0")));
    }

    @Test
    void whatHasEndedKeepsNobodyOut() {
        register("1.0.0");
        PromotionRequest unit = request(unit("1.0.0"));

        promotions().cancel(acme().human("rita"), ACME, unit.id(), "not now", key());

        assertThat(database().texts("SELECT active_key FROM sluice_promotion_item WHERE active_key IS NOT NULL"))
                .isEmpty();
        assertThat(request(unit("1.0.0")).isUnit()).isTrue();
    }

    @Test
    void aUnitOfNewerVersionsTakesThePlaceOfWhatItCoversOnly() {
        register("1.0.0");
        PromotionRequest alone = request(single(PLANNER, "1.0.0"));
        clock().advance(Duration.ofMinutes(1));
        register("1.1.0");

        PromotionRequest unit = request(unit("1.1.0"));

        assertThat(acme().get(alone.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        clock().advance(Duration.ofMinutes(1));
        register("1.2.0");
        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request(single(PLANNER, "1.2.0")));
        assertThat(acme().get(unit.id()).status()).isEqualTo(PromotionStatus.PENDING);
        PromotionRequest newer = request(unit("1.2.0"));
        assertThat(acme().get(unit.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertThat(acme().get(newer.id()).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void unitsAndSinglesThatAreAskedForAtOnceNeverOverlap() throws Exception {
        register("1.0.0");
        NewPromotion forward =
                NewPromotion.of(WHOLE, "1.0.0", DEV, STAGING, "because").andAlso(ROUTER, "1.0.0");
        NewPromotion backward =
                NewPromotion.of(ROUTER, "1.0.0", DEV, STAGING, "because").andAlso(WHOLE, "1.0.0");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 15; round++) {
                List<Callable<Boolean>> commands =
                        List.of(() -> isMade(forward), () -> isMade(backward), () -> isMade(single(ROUTER, "1.0.0")));
                int made = 0;
                for (Future<Boolean> each : threads.invokeAll(commands)) {
                    made += each.get() ? 1 : 0;
                }
                assertThat(made).isOne();
                promotions().list(acme().human("vic"), ACME, Promotions.Query.newest(10)).stream()
                        .filter(PromotionRequest::isOpen)
                        .forEach(open -> promotions().cancel(acme().human("rita"), ACME, open.id(), "next", key()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean isMade(NewPromotion wanted) {
        try {
            return request(wanted).isOpen();
        } catch (PromotionBlockedException refusal) {
            assertThat(codes(refusal)).containsOnly("promotion.inFlight");
            return false;
        }
    }

    // Deciding

    @Test
    void nobodyApprovesAUnitWithAVersionOfTheirs() {
        acme().register(WHOLE, "1.0.0");
        NewVersion bobs = NewVersion.of(DEV, PLANNER, "1.0.0", digest("1.0.0"), new PersonId("bob"));
        sluice().artifacts().register(acme().human("alice"), ACME, bobs, key());
        PromotionRequest request =
                request(NewPromotion.of(WHOLE, "1.0.0", DEV, STAGING, "because").andAlso(PLANNER, "1.0.0"));
        flow().runChecks(request.id());
        flow().openApproval(request.id());

        assertRefused(ForbiddenException.class, "approval.author", () -> acme().approve(request.id(), "bob"));
        assertThat(sluice().tasks().page(acme().human("bob"), ACME, Optional.empty(), 10))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.promotion().items()).hasSize(2);
                    assertThat(item.eligibility()).isInstanceOf(Eligibility.MayNot.class);
                });
        acme().approve(request.id(), "carol");
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void everyItemIsCheckedAndAFailureNamesIt() {
        acme().replacePolicy(STAGING, policy -> policy.withChecks(List.of(CheckRequirement.of(CheckName.TESTS))));
        register("1.0.0");
        acme().tests().then(() -> CheckOutcome.passed("40 of 40", "", Map.of()));
        acme().tests().fails("2 of 40 fail");
        PromotionRequest request = request(unit("1.0.0"));

        CheckReport report = flow().runChecks(request.id());

        assertThat(report.checked()).isEqualTo(Checked.FAILED);
        assertThat(report.summary()).isEqualTo("Check tests of AGENT/planner 1.0.0 did not pass: 2 of 40 fail");
        assertThat(trail(request.id(), "check.recorded"))
                .extracting(event -> event.data().get("artifact"))
                .containsExactly("ORCHESTRATION/whole", "AGENT/planner", "AGENT/router");
    }

    // Deploying

    @Test
    void allItemsGoLiveInTheirOrderAndTheReleasesSaySo() {
        upAndRunning();

        PromotionId id = promoted(unit("1.1.0"));

        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(called(Step.DEPLOY, id)).containsExactlyElementsOf(ALL);
        assertThat(called(Step.VERIFY, id)).containsExactlyElementsOf(ALL);
        assertThat(live()).isEqualTo(all("1.1.0"));
        assertThat(heldTargets()).isEmpty();
        assertThat(attempts(id))
                .filteredOn(attempt -> attempt.step() == Step.DEPLOY)
                .extracting(Attempt::item, Attempt::number, Attempt::state)
                .containsExactly(tuple(1, 1, State.DONE), tuple(2, 2, State.DONE), tuple(3, 3, State.DONE));
        assertThat(trail(id, "attempt.done"))
                .extracting(event -> event.data().get("artifact"))
                .startsWith("ORCHESTRATION/whole", "AGENT/planner", "AGENT/router");
        assertThat(sluice().audit().verify(acme().human("audrey"), ACME, id).isIntact())
                .isTrue();
    }

    private List<Attempt> attempts(PromotionId id) {
        return promotions().attempts(acme().human("vic"), ACME, id);
    }

    @Test
    void allTargetsAreHeldOrNone() {
        upAndRunning();
        PromotionId unit = approved(
                NewPromotion.of(WHOLE, "1.1.0", DEV, STAGING, "because").andAlso(ROUTER, "1.1.0"));
        database()
                .execute(
                        "UPDATE sluice_target SET held_by = (SELECT MIN(id) FROM sluice_promotion) WHERE artifact_id = 'router'"
                                + " AND workspace_id = 'staging'");

        assertThat(flow().reserve(unit).orElseThrow().blockers())
                .extracting(Blocker::code)
                .containsOnly("target.busy");

        assertThat(heldTargets()).containsExactly("router");
    }

    @Test
    void whenTheSecondFailsTheFirstIsPutBackAndTheThirdIsNeverTouched() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        deployer().meanwhile(Step.DEPLOY, () -> {});
        deployer().fails(Step.DEPLOY, "out of disk");

        assertThat(flow().deploy(id)).isEqualTo(Result.failed("out of disk"));
        assertThat(live()).containsExactly(Optional.of("1.1.0"), Optional.of("1.0.0"), Optional.of("1.0.0"));
        assertThat(flow().restore(id)).isInstanceOf(Result.Done.class);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(called(Step.RESTORE, id)).containsExactly(PLANNER, WHOLE);
        assertThat(called(Step.DEPLOY, id)).containsExactly(WHOLE, PLANNER);
        assertThat(live()).isEqualTo(all("1.0.0"));
        ALL.forEach(artifact ->
                assertThat(deployer().current(ACME, STAGING, artifact)).contains(digest("1.0.0")));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(acme().get(id).detail()).isEqualTo("DEPLOY of AGENT/planner failed: out of disk");
        assertThat(heldTargets()).isEmpty();
        assertThat(sluice().releases().history(acme().human("vic"), ACME, STAGING, ROUTER, 10))
                .hasSize(1);
    }

    @Test
    void aUnitThatIsLiveInPartIsNeitherPromotedNorRolledBack() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        deployer().meanwhile(Step.DEPLOY, () -> {});
        deployer().fails(Step.DEPLOY, "out of disk");
        flow().deploy(id);

        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.PROMOTED));
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.ROLLED_BACK));
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.NOT_ALLOWED));
        deployer().fails(Step.RESTORE, "gone");
        flow().restore(id);
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.ROLLED_BACK));
    }

    @Test
    void aVerificationThatFailsPutsAllBackInTheReverseOrder() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        flow().deploy(id);
        deployer().meanwhile(Step.VERIFY, () -> {});
        deployer().fails(Step.VERIFY, "503 on /health");

        assertThat(flow().verify(id)).isInstanceOf(Result.Failed.class);
        assertThatIllegalStateException().isThrownBy(() -> flow().finish(id, Outcome.PROMOTED));
        flow().restore(id);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(called(Step.VERIFY, id)).containsExactly(WHOLE, PLANNER);
        assertThat(called(Step.RESTORE, id)).containsExactly(ROUTER, PLANNER, WHOLE);
        assertThat(live()).isEqualTo(all("1.0.0"));
    }

    @Test
    void whoeverTakesOverAfterADeathGoesOnWithTheItemThatWasUnderWay() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        deployer().meanwhile(Step.DEPLOY, () -> {});
        deployer().throwsAfter(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));
        assertThat(attempts(id)).extracting(Attempt::state).containsExactly(State.DONE, State.STARTED);

        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);

        assertThat(called(Step.DEPLOY, id)).containsExactlyElementsOf(ALL);
        assertThat(attempts(id)).extracting(Attempt::state).containsOnly(State.DONE);
        assertThat(live()).isEqualTo(all("1.1.0"));
    }

    @Test
    void anItemThatDidNotHappenIsRepeatedAloneWithAHigherFence() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        deployer().meanwhile(Step.DEPLOY, () -> {});
        deployer().throwsBefore(Step.DEPLOY);
        assertThatIllegalStateException().isThrownBy(() -> flow().deploy(id));

        assertThat(flow().deploy(id)).isInstanceOf(Result.Done.class);

        assertThat(called(Step.DEPLOY, id)).containsExactly(WHOLE, PLANNER, PLANNER, ROUTER);
        assertThat(attempts(id))
                .extracting(Attempt::item, Attempt::state)
                .containsExactly(
                        tuple(1, State.DONE), tuple(2, State.LOST), tuple(2, State.DONE), tuple(3, State.DONE));
    }

    @Test
    void aWorkerThatComesTooLateForItsItemStopsThere() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        deployer().meanwhile(Step.DEPLOY, () -> flow().deploy(id));

        assertRefused(ConflictException.class, "attempt.fenced", () -> flow().deploy(id));

        assertThat(called(Step.DEPLOY, id)).containsExactly(WHOLE, WHOLE, PLANNER, ROUTER);
        assertThat(live()).isEqualTo(all("1.1.0"));
    }

    @Test
    void aDeathWhilePuttingBackLeavesNothingOut() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        flow().deploy(id);
        deployer().meanwhile(Step.RESTORE, () -> {});
        deployer().throwsBefore(Step.RESTORE);
        assertThatIllegalStateException().isThrownBy(() -> flow().restore(id));

        assertThat(flow().restore(id)).isInstanceOf(Result.Done.class);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(called(Step.RESTORE, id)).containsExactly(ROUTER, PLANNER, PLANNER, WHOLE);
        assertThat(live()).isEqualTo(all("1.0.0"));
    }

    @Test
    void aSecondVerificationOfTheProcessReallyVerifiesAgain() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        flow().deploy(id);
        flow().verify(id);

        flow().verify(id);

        assertThat(called(Step.VERIFY, id)).hasSize(6);
        flow().finish(id, Outcome.PROMOTED);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void artifactsThatWereNotThereBeforeAreTakenAway() {
        register("1.0.0");
        PromotionId id = confirmed(unit("1.0.0"));
        flow().deploy(id);

        flow().restore(id);
        flow().finish(id, Outcome.ROLLED_BACK);

        assertThat(live()).containsOnly(Optional.empty());
        assertThat(deployer().current(ACME, STAGING, ROUTER)).isEmpty();
    }

    // Repairing

    @Test
    void aRepairTellsWhatIsLiveOfEachItemAndIsClosedWithWhatTheDeployerFinds() {
        upAndRunning();
        PromotionId id = confirmed(unit("1.1.0"));
        flow().deploy(id);
        deployer().meanwhile(Step.RESTORE, () -> {});
        deployer().fails(Step.RESTORE, "cannot reach the cluster");
        assertThat(flow().restore(id)).isInstanceOf(Result.Failed.class);
        flow().openRepair(id);
        assertThat(acme().get(id).phase()).isEqualTo(PromotionPhase.REPAIRING);
        assertThat(acme().get(id).detail())
                .isEqualTo("RESTORE of AGENT/planner failed: cannot reach the cluster Live by our record:"
                        + " ORCHESTRATION/whole 1.1.0, AGENT/planner 1.1.0, AGENT/router 1.0.0.");
        deployer().put(ACME, STAGING, PLANNER, Optional.of(digest("1.0.0")));
        deployer().put(ACME, STAGING, WHOLE, Optional.of(digest("home-made")));
        assertRefused(ConflictException.class, "repair.unknownVersion", () -> closeRepair(id));
        deployer().put(ACME, STAGING, WHOLE, Optional.of(digest("1.0.0")));

        closeRepair(id);
        flow().finish(id, Outcome.ROLLBACK_FAILED);

        assertThat(live()).isEqualTo(all("1.0.0"));
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(heldTargets()).isEmpty();
    }

    private void closeRepair(PromotionId id) {
        promotions().closeRepair(acme().human("dan"), ACME, id, "did it by hand", key());
    }

    // Going back

    @Test
    void oneClickPutsAWholeUnitBackInTheReverseOrder() {
        upAndRunning();
        PromotionId unit = promoted(unit("1.1.0"));

        PromotionRequest back = promotions().rollBackUnit(acme().human("dan"), ACME, unit, "errors since noon", key());
        finishRollback(back);

        assertThat(back.items()).extracting(PromotionItem::artifact).containsExactly(ROUTER, PLANNER, WHOLE);
        assertThat(called(Step.DEPLOY, back.id())).containsExactly(ROUTER, PLANNER, WHOLE);
        assertThat(live()).isEqualTo(all("1.0.0"));
        assertThat(sluice().releases()
                        .current(acme().human("vic"), ACME, STAGING, PLANNER)
                        .map(Release::cause))
                .contains(ReleaseCause.RESTORED);
    }

    private void finishRollback(PromotionRequest back) {
        flow().openApproval(back.id()).ifPresent(opened -> acme().approve(back.id(), "bob"));
        flow().deployAndFinish(back.id());
    }

    @Test
    void oneMemberMayGoBackAloneAndTheTrailSaysWhatItLeft() {
        upAndRunning();
        PromotionId unit = promoted(unit("1.1.0"));

        PromotionRequest back = promotions()
                .rollBack(acme().human("dan"), ACME, STAGING, ROUTER, Optional.empty(), "the router is slow", key());
        finishRollback(back);

        assertThat(live()).containsExactly(Optional.of("1.1.0"), Optional.of("1.1.0"), Optional.of("1.0.0"));
        assertThat(trail(back.id(), "promotion.requested"))
                .extracting(event -> event.data().get("fromUnit"))
                .containsExactly(unit.value());
        assertRefused(
                ConflictException.class,
                "rollback.unitMoved",
                () -> promotions().rollBackUnit(acme().human("dan"), ACME, unit, "all of it", key()));
    }

    @Test
    void aRollbackOfAMemberTakesPrecedenceOverAPendingUnit() {
        upAndRunning();
        promoted(unit("1.1.0"));
        register("1.2.0");
        PromotionRequest pending = request(unit("1.2.0"));

        promotions().rollBack(acme().human("dan"), ACME, STAGING, ROUTER, Optional.empty(), "slow", key());

        assertThat(acme().get(pending.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
    }

    @Test
    void aUnitInLineBeginsWhenAllOfItsArtifactsAreFreeAndKeepsItsPlaceUntilThen() {
        acme().replacePolicy(STAGING, policy -> policy.withOpenRequests(OpenRequests.QUEUE));
        register("1.0.0");
        register("1.1.0");
        PromotionId router = approved(single(ROUTER, "1.0.0"));
        PromotionId planner = approved(single(PLANNER, "1.0.0"));
        PromotionId unit = request(unit("1.1.0")).id();
        PromotionId behind = request(single(WHOLE, "1.0.0")).id();

        flow().deployAndFinish(router);
        assertThat(phase(unit)).isEqualTo(PromotionPhase.IN_LINE);
        assertThat(phase(behind)).isEqualTo(PromotionPhase.IN_LINE);
        flow().deployAndFinish(planner);

        PromotionRequest begun = acme().get(unit);
        assertThat(begun.phase()).isEqualTo(PromotionPhase.CHECKING);
        assertThat(begun.items())
                .extracting(item -> item.restores().isPresent())
                .containsExactly(false, true, true);
        assertThat(phase(behind)).isEqualTo(PromotionPhase.IN_LINE);
        promotions().cancel(acme().human("rita"), ACME, unit, "no longer wanted", key());
        assertThat(phase(behind)).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void aUnitThatLeavesTheLineLetsThoseBehindItBegin() {
        acme().replacePolicy(STAGING, policy -> policy.withOpenRequests(OpenRequests.QUEUE));
        register("1.0.0");
        register("1.1.0");
        request(single(ROUTER, "1.0.0"));
        PromotionId unit = request(unit("1.1.0")).id();
        PromotionId behind = request(single(WHOLE, "1.0.0")).id();
        assertThat(phase(behind)).isEqualTo(PromotionPhase.IN_LINE);

        promotions().cancel(acme().human("rita"), ACME, unit, "no longer wanted", key());

        assertThat(phase(behind)).isEqualTo(PromotionPhase.CHECKING);
    }

    private PromotionPhase phase(PromotionId id) {
        return acme().get(id).phase();
    }

    @Test
    void aPinOfOneMemberHoldsTheWholeUnit() {
        upAndRunning();
        PromotionId id = approved(unit("1.1.0"));
        sluice().pins().pin(acme().human("dan"), ACME, STAGING, ROUTER, "audit week", key());

        assertThat(flow().reserve(id).orElseThrow().reasons())
                .extracting(Blocker::code)
                .containsExactly("target.pinned");
        assertThat(heldTargets()).isEmpty();
    }

    @Test
    void aUnitThatIsPutBackHoldsTheAutomationOfEachArtifact() {
        upAndRunning();
        PromotionId unit = promoted(unit("1.1.0"));

        finishRollback(promotions().rollBackUnit(acme().human("dan"), ACME, unit, "all of it", key()));

        assertThat(sluice().automation().holds(acme().human("vic"), ACME, STAGING))
                .hasSize(ALL.size());
    }

    @Test
    void onlyWhatACompletedPromotionBroughtCanGoBack() {
        PromotionId first = upAndRunning();
        PromotionRequest pending = request(unit("1.1.0"));

        assertRefused(
                ConflictException.class,
                "rollback.nothingBefore",
                () -> promotions().rollBackUnit(acme().human("dan"), ACME, first, "all of it", key()));
        assertRefused(
                ConflictException.class,
                "rollback.notCompleted",
                () -> promotions().rollBackUnit(acme().human("dan"), ACME, pending.id(), "all of it", key()));
        assertRefused(
                InvalidInputException.class,
                "reason.required",
                () -> promotions().rollBackUnit(acme().human("dan"), ACME, first, " ", key()));
    }

    // At the same time

    @Test
    void overlappingUnitsInOppositeOrderDeployOneAfterTheOther() throws Exception {
        register("1.0.0");
        ArtifactRef other = ArtifactRef.agent("other");
        acme().register(other, "1.0.0");
        PromotionId one = approved(
                NewPromotion.of(WHOLE, "1.0.0", DEV, STAGING, "because").andAlso(PLANNER, "1.0.0"));
        PromotionId two = approved(
                NewPromotion.of(ROUTER, "1.0.0", DEV, STAGING, "because").andAlso(other, "1.0.0"));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> both = List.of(
                    () -> {
                        flow().deployAndFinish(one);
                        return true;
                    },
                    () -> {
                        flow().deployAndFinish(two);
                        return true;
                    });
            for (Future<Boolean> each : threads.invokeAll(both)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(live()).isEqualTo(all("1.0.0"));
    }

    @Test
    void theEvidenceNamesEveryItem() {
        upAndRunning();
        PromotionId id = promoted(unit("1.1.0"));

        EvidencePack pack = sluice().audit().evidence(acme().human("audrey"), ACME, id);

        assertThat(pack.versions()).extracting(version -> version.artifact()).containsExactlyElementsOf(ALL);
        assertThat(pack.rollbackPlan())
                .extracting(Release::artifact, release -> release.version().value())
                .containsExactly(tuple(WHOLE, "1.0.0"), tuple(PLANNER, "1.0.0"), tuple(ROUTER, "1.0.0"));
        assertThat(pack.toText())
                .contains("What: ORCHESTRATION/whole 1.1.0", "What: AGENT/router 1.1.0", "DEPLOY 2 of AGENT/planner");
        assertThat(pack.toJson()).contains("\"artifact\":\"AGENT/planner\"");
    }

    @Test
    void theBoardShowsAUnitAtEachOfItsArtifacts() {
        register("1.0.0");
        PromotionRequest unit = request(unit("1.0.0"));

        assertThat(sluice().overview().board(acme().human("vic"), ACME).rows())
                .filteredOn(row -> ALL.contains(row.artifact()))
                .extracting(row -> row.cells()
                        .get(STAGING)
                        .pending()
                        .map(one -> one.request().id()))
                .containsOnly(Optional.of(unit.id()))
                .hasSize(3);
    }

    @Test
    void anOrdinaryPromotionHasNoRowsOfAUnit() {
        acme().inStaging("1.0.0");

        assertThat(database().texts("SELECT COUNT(*) FROM sluice_promotion_item"))
                .containsExactly("0");
    }
}
