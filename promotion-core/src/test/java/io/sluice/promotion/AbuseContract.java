package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.testing.ManualFlow.Told;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.workspace.EnvironmentType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Attacks on the doors that no other contract is about. The numbers are those of the threat model. */
abstract class AbuseContract extends SluiceContract {
    private PromotionRequest askedToStaging() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private PromotionRequest approveAs(Actor actor, PromotionRequest request, String hash, IdempotencyKey key) {
        return promotions().approve(actor, ACME, request.id(), hash, "", key);
    }

    private void registerAgain(String label) {
        NewVersion other = NewVersion.of(DEV, AGENT, label, digest("something else"), new PersonId("alice"));
        sluice().artifacts().register(acme().human("alice"), ACME, other, key());
    }

    private Deployment lastDeployment() {
        List<Deployment> calls = deployer().calls(Step.DEPLOY);
        return calls.get(calls.size() - 1);
    }

    private void buildGlobex() {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
    }

    @Test
    void abuse01AnApprovedVersionDoesNotGetOtherContent() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertRefused(ConflictException.class, "version.exists", () -> registerAgain("1.0.0"));
        flow().deployAndFinish(request.id());

        assertThat(lastDeployment().digest()).isEqualTo(digest("1.0.0"));
    }

    @Test
    void abuse02WhatIsTaggedAnewBetweenGateAndDeploymentIsNotDeployed() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        flow().reserve(request.id());
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();

        assertRefused(ConflictException.class, "version.exists", () -> registerAgain("1.0.0"));
        deployer().put(ACME, DEV, AGENT, Optional.of(digest("something else")));
        flow().deploy(request.id());

        assertThat(lastDeployment().digest()).isEqualTo(digest("1.0.0"));
        assertThat(lastDeployment().version()).isEqualTo(new VersionLabel("1.0.0"));
    }

    @Test
    void abuse08WhatWasWithdrawnOrSupersededIsNotApproved() {
        PromotionRequest withdrawn = askedToStaging();
        promotions().cancel(acme().human("rita"), ACME, withdrawn.id(), "no longer wanted", key());
        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(withdrawn.id(), "bob"));

        PromotionRequest older = acme().asked("1.0.0", DEV, STAGING);
        clock().advance(Duration.ofMinutes(1));
        acme().register("1.1.0");
        acme().asked("1.1.0", DEV, STAGING);

        assertThat(acme().get(older.id()).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertRefused(ConflictException.class, "promotion.alreadyDecided", () -> acme().approve(older.id(), "bob"));
        assertThat(promotions().approvals(acme().human("vic"), ACME, older.id()))
                .isEmpty();
    }

    @Test
    void abuse13ADecisionIsNotReplayedOnAnotherPromotion() {
        acme().inStaging("0.9.0");
        PromotionRequest first = acme().asked("0.9.0", STAGING, PROD);
        PromotionRequest second = askedToStaging();
        IdempotencyKey used = key();
        approveAs(acme().human("bob"), first, first.subjectHash(), used);

        assertRefused(
                ConflictException.class,
                "approval.subjectChanged",
                () -> approveAs(acme().human("bob"), second, first.subjectHash(), key()));
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> approveAs(acme().human("bob"), second, second.subjectHash(), used));
        assertRefused(
                ConflictException.class,
                "idempotency.conflict",
                () -> approveAs(acme().human("carol"), first, first.subjectHash(), used));
        assertThat(promotions().approvals(acme().human("vic"), ACME, second.id()))
                .isEmpty();
        assertThat(promotions().approvals(acme().human("vic"), ACME, first.id()))
                .hasSize(1);
    }

    @Test
    void abuse15WhoeverBelongsToTwoOrganizationsDoesNotMixThem() {
        PromotionRequest request = askedToStaging();
        buildGlobex();
        List<String> before = everything();
        Actor bob = acme().human("bob");

        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> promotions().approve(bob, GLOBEX, request.id(), request.subjectHash(), "", key()));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> promotions().request(acme().human("rita"), GLOBEX, wanted("1.0.0", DEV, STAGING), key()));
        ReleaseId inAcme =
                sluice().releases().current(bob, ACME, DEV, AGENT).orElseThrow().id();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> promotions()
                        .rollBack(
                                acme().human("dan"), GLOBEX, DEV, AGENT, Optional.of(inAcme), "it misbehaves", key()));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void abuse16AForeignIdIsAnsweredLikeOneThatDoesNotExist() {
        PromotionRequest request = askedToStaging();
        buildGlobex();
        Actor vic = acme().human("vic");

        String foreign = refusal(() -> promotions().get(vic, GLOBEX, request.id()));
        String absent = refusal(() -> promotions().get(vic, GLOBEX, new PromotionId("absent")));

        assertThat(foreign).isEqualTo(absent);
        assertThat(promotions().list(vic, GLOBEX, everyPromotion())).isEmpty();
        assertThat(sluice().tasks().count(acme().human("bob"), GLOBEX)).isZero();
        assertThat(sluice().overview().board(vic, GLOBEX).rows()).isEmpty();
    }

    private static Promotions.Query everyPromotion() {
        return new Promotions.Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    }

    private static String refusal(Callable<?> call) {
        NotFoundException refused = catchThrowableOfType(NotFoundException.class, call::call);
        return refused.code() + " " + refused.getMessage();
    }

    @Test
    void abuse17NoOrganizationStandsForAll() {
        askedToStaging();

        assertRefused(InvalidInputException.class, "id.required", () -> new OrganizationId(""));
        assertRefused(InvalidInputException.class, "id.format", () -> new OrganizationId("*"));
        for (String name : List.of("ACME", "acme2", "system", "null")) {
            assertRefused(
                    NotFoundException.class,
                    "notFound",
                    () -> promotions().list(acme().human("vic"), new OrganizationId(name), everyPromotion()));
        }
    }

    @Test
    void abuse20ANoFromOutsideIsRefusedAndANoFromAGuardIsHeard() {
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "forbidden", () -> acme().reject(request.id(), "vic", "I object."));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> promotions()
                        .reject(acme().human("nora"), ACME, request.id(), request.subjectHash(), "I object.", key()));
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.PENDING);
        acme().reject(request.id(), "gus", "Not this week.");

        assertThat(flow().told(request.id())).endsWith(Told.REFUSED);
        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(request.id(), "bob"));
    }

    @Test
    void abuse28NoCommandCarriesWhatOnlySluiceDecides() {
        Set<String> ours = Set.of(
                "organization",
                "status",
                "phase",
                "requestedBy",
                "requestedAt",
                "policyRevision",
                "revision",
                "subjectHash",
                "endedAt",
                "createdBy",
                "decidedBy");
        List<Class<?>> commands = doorMethods()
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(IdempotencyKey.class))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(Class::isRecord)
                .filter(type -> !Set.of(OrganizationId.class, PromotionId.class).contains(type))
                .<Class<?>>map(type -> type)
                .distinct()
                .toList();

        assertThat(commands).hasSizeGreaterThan(10);
        assertThat(commands)
                .allSatisfy(command -> assertThat(
                                Arrays.stream(command.getRecordComponents()).map(RecordComponent::getName))
                        .as(command.getSimpleName())
                        .doesNotContainAnyElementsOf(ours));
    }

    private static Stream<Method> doorMethods() {
        return Arrays.stream(Sluice.class.getMethods())
                .map(Method::getReturnType)
                .filter(type -> type.getPackageName().equals(Sluice.class.getPackageName()))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    @Test
    void abuse33NothingThatApproversReadReversesOrHidesIt() {
        assertRefused(InvalidInputException.class, "id.format", () -> new VersionLabel("1.0\u202e0.2"));
        assertRefused(InvalidInputException.class, "id.format", () -> new VersionLabel("1.0\u200b.0"));
        assertRefused(
                InvalidInputException.class,
                "text.bidi",
                () -> NewWorkspace.of("live", "Prod\u202egnigats", EnvironmentType.PRODUCTION));
        assertRefused(
                InvalidInputException.class,
                "text.bidi",
                () -> promotions()
                        .reject(acme().human("bob"), ACME, askedToStaging().id(), "", "fine \u202e enif", key()));
    }

    @Test
    void abuse43NobodyDecidesForAnotherWhoDidNotAskForIt() {
        PromotionRequest request = askedToStaging();

        for (String person : List.of("vic", "carol", "dan")) {
            assertThatThrownBy(() -> sluice().approvals()
                            .approveFor(
                                    acme().human(person),
                                    ACME,
                                    request.id(),
                                    new PersonId("bob"),
                                    request.subjectHash(),
                                    "",
                                    key()))
                    .isInstanceOfSatisfying(
                            ForbiddenException.class,
                            refused -> assertThat(refused.code()).isEqualTo("approval.notDelegated"));
        }
        assertThat(promotions().approvals(acme().human("vic"), ACME, request.id()))
                .isEmpty();
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void abuse44NobodyMakesACallerButTheHost() {
        assertThat(Actor.class.getConstructors()).isEmpty();
        assertThat(Arrays.stream(Actor.class.getMethods()).filter(method -> Modifier.isStatic(method.getModifiers())))
                .isEmpty();
        assertThat(doorMethods()
                        .filter(method ->
                                Arrays.asList(method.getParameterTypes()).contains(IdempotencyKey.class)))
                .isNotEmpty()
                .allSatisfy(
                        method -> assertThat(method.getParameterTypes()).startsWith(Actor.class, OrganizationId.class));
    }

    @Test
    void abuse45WhoCalledBeforeOnAThreadMakesNoDifference() throws Exception {
        acme().inStaging("0.9.0");
        PromotionRequest next = acme().approved("0.9.0", STAGING, PROD, "bob");
        PromotionRequest request = askedToStaging();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(() -> acme().approve(request.id(), "bob")).get();
            String asVic = pool.submit(() -> refusedAs("vic", next)).get();
            flow().failsNext(new IllegalStateException("The engine broke."));
            Future<?> broken = pool.submit(() -> acme().approve(next.id(), "carol"));
            assertThatThrownBy(broken::get).hasCauseInstanceOf(IllegalStateException.class);
            String asNobody = pool.submit(() -> refusedAs("mallory", next)).get();

            assertThat(asVic).isEqualTo("approval.role");
            assertThat(asNobody).isEqualTo("notFound");
        } finally {
            pool.shutdownNow();
        }
    }

    private String refusedAs(String account, PromotionRequest request) {
        try {
            approveAs(acme().human(account), request, request.subjectHash(), key());
            return "";
        } catch (ForbiddenException | NotFoundException refused) {
            return refused.code();
        }
    }

    @Test
    void abuse51NoPageIsEndless() {
        PromotionRequest request = askedToStaging();
        Actor vic = acme().human("vic");
        Instant now = clock().instant();
        Map<String, IntConsumer> pages = Map.of(
                "tasks", limit -> sluice().tasks().page(vic, ACME, Optional.empty(), limit),
                "promotions",
                        limit -> promotions()
                                .list(
                                        vic,
                                        ACME,
                                        new Promotions.Query(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                limit)),
                "open", limit -> sluice().overview().open(vic, ACME, Filter.ALL, Optional.empty(), limit),
                "ended",
                        limit -> sluice().overview()
                                .history(vic, ACME, Filter.ALL, now, now.plusSeconds(1), Optional.empty(), limit),
                "expiring", limit -> sluice().overview().expiring(vic, ACME, Duration.ofDays(1), limit),
                "releases", limit -> sluice().releases().history(vic, ACME, DEV, AGENT, limit),
                "results",
                        limit -> sluice().checks().history(vic, ACME, AGENT, new VersionLabel("1.0.0"), STAGING, limit),
                "comments", limit -> sluice().comments().list(vic, ACME, request.id(), Optional.empty(), limit),
                "freezes", limit -> sluice().freezes().list(vic, ACME, limit),
                "calls",
                        limit -> sluice().webhooks()
                                .attempts(acme().human("olga"), ACME, new WebhookId("absent"), limit));

        pages.forEach((name, page) -> {
            for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE}) {
                assertRefused(InvalidInputException.class, "page.limit", () -> page.accept(limit));
            }
        });
    }

    @Test
    void abuse52OnePersonOpensOneRequestForATarget() {
        askedToStaging();
        List<String> before = everything();

        for (int again = 0; again < 20; again++) {
            assertThatThrownBy(() -> acme().request("1.0.0", DEV, STAGING))
                    .isInstanceOfSatisfying(
                            PromotionBlockedException.class,
                            blocked -> assertThat(blocked.code()).isEqualTo("promotion.inFlight"));
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void abuse60AWorkspaceThatOnlyLooksLikeProductionIsRefused() {
        assertRefused(InvalidInputException.class, "id.format", () -> new WorkspaceId("pr\u043ed"));
        assertRefused(
                ConflictException.class,
                "name.lookalike",
                () -> acme().create(ACME, NewWorkspace.of("other", "PRODUCTION", EnvironmentType.STAGING)));
        assertRefused(
                InvalidInputException.class,
                "name.confusable",
                () -> acme().create(ACME, NewWorkspace.of("other", "Pr\u043educti\u043en", EnvironmentType.STAGING)));
        assertThat(acme().policy(PROD).stages().get(0).roles()).containsExactly(new RoleId("approver"));
    }
}
