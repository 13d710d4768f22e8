package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands that begin at the same instant: one order of them, and one outcome. */
abstract class RaceContract extends SluiceContract {
    private static final int ROUNDS = 40;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void ofTwoLastApprovalsAtOnceOneDecidesAndBothCount() throws Exception {
        acme().inStaging("1.0.0");
        for (int round = 0; round < ROUNDS; round++) {
            PromotionId id = askedToProd();

            List<Object> outcomes = atOnce(() -> acme().approve(id, "bob"), () -> acme().approve(id, "carol"));

            assertThat(outcomes).hasOnlyElementsOfType(PromotionRequest.class);
            assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.APPROVED);
            assertThat(flow().told(id)).containsExactly(Told.STARTED, Told.APPROVED);
            assertThat(promotions().approvals(acme().human("vic"), ACME, id)).hasSize(2);
            cancel(id);
        }
    }

    @Test
    void whoeverClicksTwiceApprovesOnce() throws Exception {
        acme().inStaging("1.0.0");
        for (int round = 0; round < ROUNDS / 4; round++) {
            PromotionId id = askedToProd();
            IdempotencyKey key = key();
            String subject = acme().get(id).subjectHash();
            Callable<Object> click = () -> promotions().approve(acme().human("bob"), ACME, id, subject, "fine", key);

            List<Object> outcomes = atOnce(Collections.nCopies(4, click));

            assertThat(outcomes).hasOnlyElementsOfType(PromotionRequest.class);
            assertThat(promotions().approvals(acme().human("vic"), ACME, id)).hasSize(1);
            cancel(id);
        }
    }

    @Test
    void ofTwoRequestsForOneTargetOneIsMade() throws Exception {
        acme().register("1.0.0");
        for (int round = 0; round < ROUNDS / 4; round++) {
            Callable<Object> request = () -> acme().request("1.0.0", DEV, STAGING);

            List<Object> outcomes = atOnce(request, request);

            assertThat(outcomes).filteredOn(PromotionRequest.class::isInstance).hasSize(1);
            assertThat(codes(outcomes)).containsExactly("promotion.inFlight");
            outcomes.stream()
                    .filter(PromotionRequest.class::isInstance)
                    .map(PromotionRequest.class::cast)
                    .forEach(made -> cancel(made.id()));
        }
    }

    @Test
    void theSameRequestTwiceAtOnceIsMadeOnceAndAnsweredTwice() throws Exception {
        acme().register("1.0.0");
        for (int round = 0; round < ROUNDS / 4; round++) {
            IdempotencyKey key = key();
            Callable<Object> request =
                    () -> promotions().request(acme().human("rita"), ACME, wanted("1.0.0", DEV, STAGING), key);

            List<Object> outcomes = atOnce(Collections.nCopies(3, request));

            assertThat(outcomes).hasOnlyElementsOfType(PromotionRequest.class);
            assertThat(outcomes.stream().distinct()).hasSize(1);
            cancel(((PromotionRequest) outcomes.get(0)).id());
        }
    }

    @Test
    void approvalAndExpiryOneOfThemWins() throws Exception {
        acme().register("1.0.0");
        for (int round = 0; round < ROUNDS / 2; round++) {
            PromotionId id = acme().asked("1.0.0", DEV, STAGING).id();

            atOnce(() -> acme().approve(id, "bob"), () -> {
                flow().finish(id, Outcome.EXPIRED);
                return "expired";
            });

            PromotionRequest after = acme().get(id);
            assertThat(after.status()).isIn(PromotionStatus.APPROVED, PromotionStatus.EXPIRED);
            boolean approved = after.status() == PromotionStatus.APPROVED;
            assertThat(promotions().approvals(acme().human("vic"), ACME, id)).hasSize(approved ? 1 : 0);
            assertThat(flow().told(id)).hasSize(approved ? 2 : 1);
            if (approved) {
                cancel(id);
            }
        }
    }

    @Test
    void approvalAndCancellationEndAsCancelled() throws Exception {
        acme().register("1.0.0");
        for (int round = 0; round < ROUNDS / 2; round++) {
            PromotionId id = acme().asked("1.0.0", DEV, STAGING).id();

            List<Object> outcomes = atOnce(() -> acme().approve(id, "bob"), () -> cancel(id));

            assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.CANCELLED);
            assertThat(outcomes.get(1)).isInstanceOf(PromotionRequest.class);
            assertThat(flow().told(id)).contains(Told.STOPPED);
            assertThat(codes(outcomes)).isSubsetOf("promotion.alreadyDecided");
        }
    }

    @Test
    void approvalAndRejectionEndWithoutADeployment() throws Exception {
        acme().register("1.0.0");
        for (int round = 0; round < ROUNDS / 2; round++) {
            PromotionId id = acme().asked("1.0.0", DEV, STAGING).id();

            List<Object> outcomes = atOnce(() -> acme().approve(id, "bob"), () -> acme().reject(id, "carol", "no"));

            assertThat(outcomes.get(1)).isInstanceOf(PromotionRequest.class);
            if (acme().get(id).status() == PromotionStatus.PENDING) {
                flow().finish(id, Outcome.REJECTED);
            }
            assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.REJECTED);
        }
        assertThat(deployer().calls()).isEmpty();
    }

    @Test
    void aVersionIsRegisteredOnce() throws Exception {
        for (int round = 0; round < ROUNDS / 4; round++) {
            String label = "1.0." + round;

            List<Object> outcomes = atOnce(() -> acme().register(label), () -> acme().register(label));

            assertThat(codes(outcomes)).hasSize(1);
            assertThat(database().texts("SELECT version FROM sluice_artifact_version WHERE version = '" + label + "'"))
                    .hasSize(1);
        }
    }

    @Test
    void ofTwoPolicyChangesTheSecondSeesThatItIsLate() throws Exception {
        Callable<Object> change = () ->
                sluice().policies().replace(acme().human("pia"), ACME, PROD, 1, acme().policy(PROD), "a change", key());

        List<Object> outcomes = atOnce(Collections.nCopies(3, change));

        assertThat(codes(outcomes)).containsExactly("policy.stale", "policy.stale");
    }

    @Test
    void promotionsOfDifferentArtifactsDoNotHinderEachOther() throws Exception {
        List<Callable<Object>> journeys = new ArrayList<>();
        for (String name : List.of("one", "two", "three", "four")) {
            ArtifactRef artifact = ArtifactRef.agent(name);
            acme().register(artifact, "1.0.0");
            journeys.add(() -> {
                PromotionRequest request = promotions()
                        .request(
                                acme().human("rita"),
                                ACME,
                                NewPromotion.of(artifact, "1.0.0", DEV, STAGING, "because"),
                                key());
                flow().runChecks(request.id());
                flow().openApproval(request.id());
                acme().approve(request.id(), "bob");
                flow().deployAndFinish(request.id());
                return acme().get(request.id());
            });
        }

        List<Object> outcomes = atOnce(journeys);

        assertThat(outcomes)
                .extracting(outcome -> ((PromotionRequest) outcome).status())
                .containsOnly(PromotionStatus.COMPLETED);
    }

    private PromotionId askedToProd() {
        return acme().asked("1.0.0", STAGING, PROD).id();
    }

    private PromotionRequest cancel(PromotionId id) {
        return promotions().cancel(acme().human("rita"), ACME, id, "next round", key());
    }

    private List<Object> atOnce(Callable<Object> first, Callable<Object> second) throws Exception {
        return atOnce(List.of(first, second));
    }

    /** What each came to: its answer, or the refusal. Anything else that is thrown fails the test. */
    private List<Object> atOnce(List<Callable<Object>> commands) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(commands.size());
        List<Future<Object>> running = new ArrayList<>();
        for (Callable<Object> command : commands) {
            running.add(threads.submit(() -> {
                barrier.await();
                return command.call();
            }));
        }
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> each : running) {
            try {
                outcomes.add(each.get());
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(SluiceException.class);
                outcomes.add(e.getCause());
            }
        }
        return outcomes;
    }

    private static List<String> codes(List<Object> outcomes) {
        return outcomes.stream()
                .filter(SluiceException.class::isInstance)
                .map(refusal -> ((SluiceException) refusal).code())
                .toList();
    }
}
