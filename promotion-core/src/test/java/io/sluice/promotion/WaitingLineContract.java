package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
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

/** A second request for one artifact and target: it supersedes, waits in line, or is refused. */
abstract class WaitingLineContract extends SluiceContract {
    @BeforeEach
    void queue() {
        rule(OpenRequests.QUEUE);
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            acme().register(version);
            clock().advance(Duration.ofMinutes(1));
        }
    }

    private void rule(OpenRequests rule) {
        acme().replacePolicy(STAGING, policy -> policy.withOpenRequests(rule));
    }

    private PromotionId request(String version) {
        return acme().request(version, DEV, STAGING).id();
    }

    private PromotionId approved(String version) {
        return acme().approved(version, DEV, STAGING, "bob").id();
    }

    private PromotionPhase phase(PromotionId id) {
        return acme().get(id).phase();
    }

    private void cancel(PromotionId id) {
        promotions().cancel(acme().human("rita"), ACME, id, "no longer wanted", key());
    }

    private List<String> codes(PromotionId id) {
        return promotions().whyBlocked(acme().human("vic"), ACME, id).reasons().stream()
                .map(Blocker::code)
                .toList();
    }

    @Test
    void aSecondRequestBeginsByItselfWhenTheFirstHasEnded() {
        PromotionId first = approved("1.0.0");
        PromotionId second = request("1.1.0");
        PromotionRequest waiting = acme().get(second);

        assertThat(waiting.status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(waiting.phase()).isEqualTo(PromotionPhase.IN_LINE);
        assertThat(flow().told(second)).isEmpty();
        assertThat(codes(second)).contains("promotion.inLine").doesNotContain("promotion.inFlight");
        assertRefused(ConflictException.class, "approval.notOpen", () -> acme().approve(second, "bob"));
        flow().deployAndFinish(first);

        PromotionRequest begun = acme().get(second);
        assertThat(begun.phase()).isEqualTo(PromotionPhase.CHECKING);
        assertThat(flow().told(second)).containsExactly(Told.STARTED);
        assertThat(begun.restores())
                .isEqualTo(sluice().releases()
                        .current(acme().human("vic"), ACME, STAGING, AGENT)
                        .map(Release::id));
        assertThat(begun.subjectHash()).isNotEqualTo(waiting.subjectHash());
        flow().runChecks(second);
        flow().openApproval(second);
        acme().approve(second, "bob");
        flow().deployAndFinish(second);
        assertThat(acme().get(second).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(sluice().audit().verify(acme().human("audrey"), ACME, second).isIntact())
                .isTrue();
    }

    @Test
    void theOrderIsKept() {
        PromotionId first = request("1.0.0");
        PromotionId second = request("1.1.0");
        PromotionId third = request("1.2.0");

        cancel(first);
        assertThat(phase(second)).isEqualTo(PromotionPhase.CHECKING);
        assertThat(phase(third)).isEqualTo(PromotionPhase.IN_LINE);
        cancel(second);

        assertThat(phase(third)).isEqualTo(PromotionPhase.CHECKING);
        assertThat(flow().told(third)).containsExactly(Told.STARTED);
    }

    @Test
    void whoeverLeavesTheLineKeepsNobodyWaiting() {
        PromotionId first = request("1.0.0");
        PromotionId second = request("1.1.0");
        PromotionId third = request("1.2.0");

        cancel(second);
        assertThat(acme().get(second).status()).isEqualTo(PromotionStatus.CANCELLED);
        assertThat(flow().told(second)).isEmpty();
        assertThat(phase(third)).isEqualTo(PromotionPhase.IN_LINE);
        cancel(first);

        assertThat(phase(third)).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void whatCannotBeCarriedOutAnyMoreIsPassedOver() {
        PromotionId first = approved("1.0.0");
        PromotionId same = request("1.0.0");
        PromotionId third = request("1.1.0");

        flow().deployAndFinish(first);

        assertThat(acme().get(same).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(acme().get(same).detail()).contains("already live");
        assertThat(phase(third)).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void aNoToTheFirstLetsTheSecondBegin() {
        PromotionId first = acme().approved("1.0.0", DEV, STAGING, "bob").id();
        PromotionId second = request("1.1.0");

        acme().reject(first, "gus", "not this one");

        assertThat(acme().get(first).status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(phase(second)).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void aDryRunSaysThatItWouldWait() {
        request("1.0.0");

        assertThat(promotions()
                        .dryRun(acme().human("rita"), ACME, wanted("1.1.0", DEV, STAGING))
                        .reasons())
                .filteredOn(blocker -> blocker.code().equals("promotion.inLine"))
                .extracting(Blocker::lifts)
                .containsExactly(Blocker.Lifts.BY_ITSELF);
    }

    @Test
    void whereThePolicyRefusesASecondRequestThereIsNone() {
        rule(OpenRequests.REFUSE);
        PromotionId first = request("1.0.0");

        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request("1.1.0"));
        assertThat(acme().get(first).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void onlyWhatIsPendingIsSuperseded() {
        rule(OpenRequests.SUPERSEDE);
        PromotionId first = request("1.0.0");
        PromotionId second = approved("1.1.0");

        assertThat(acme().get(first).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request("1.2.0"));
        assertThat(acme().get(second).status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whoeverIsInLineStaysThereWhenTheRuleChanges() {
        PromotionId first = request("1.0.0");
        PromotionId second = request("1.1.0");
        rule(OpenRequests.REFUSE);

        assertRefused(PromotionBlockedException.class, "promotion.inFlight", () -> request("1.2.0"));
        cancel(first);

        assertThat(phase(second)).isEqualTo(PromotionPhase.CHECKING);
    }

    @Test
    void goingBackComesBeforeTheLine() {
        acme().promoted("1.0.0", DEV, STAGING, "bob");
        acme().promoted("1.1.0", DEV, STAGING, "bob");
        PromotionId pending = request("1.2.0");
        acme().register("1.3.0");
        PromotionId waiting = request("1.3.0");

        PromotionRequest back =
                promotions().rollBack(acme().human("dan"), ACME, STAGING, AGENT, Optional.empty(), "broken", key());

        assertThat(acme().get(pending).status()).isEqualTo(PromotionStatus.SUPERSEDED);
        assertThat(phase(waiting)).isEqualTo(PromotionPhase.IN_LINE);
        assertThat(flow().told(back.id())).containsExactly(Told.STARTED);
    }

    @Test
    void whatWaitsForSomethingThatIsGoneBeginsWithTime() {
        PromotionId first = request("1.0.0");
        PromotionId second = request("1.1.0");
        database()
                .execute("UPDATE sluice_promotion SET active_key = NULL, status = 'CANCELLED', phase = 'ENDED'"
                        + " WHERE id = '" + first + "'");

        assertThat(sluice().keepTime(100)).isEqualTo(1);

        assertThat(phase(second)).isEqualTo(PromotionPhase.CHECKING);
        assertThat(sluice().keepTime(100)).isZero();
    }

    @Test
    void whoeverJoinsWhileTheFirstEndsIsNotForgotten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 15; round++) {
                PromotionId first = request("1.0.0");
                Callable<PromotionId> join = () -> request("1.1.0");
                Callable<PromotionId> end = () -> {
                    cancel(first);
                    return first;
                };
                List<Future<PromotionId>> outcomes = threads.invokeAll(List.of(join, end));

                PromotionId second = outcomes.get(0).get();
                outcomes.get(1).get();

                assertThat(phase(second)).isEqualTo(PromotionPhase.CHECKING);
                assertThat(flow().told(second)).containsExactly(Told.STARTED);
                cancel(second);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
