package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.util.List;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Outside work that the node which makes it takes at once, with one hand only. */
class ClaimedWorkProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();
    private final HandsInTurn hands = new HandsInTurn();

    @BeforeEach
    void somebodyWorks() {
        process.inStaging("0.9.0");
        acme.register("1.0.0");
        ExternalWorker worker = new ExternalWorker(
                process.externalSteps(), OwnDefinitions.all(), process.externalTasks(), acme.transactions(), 1, hands);
        worker.fetch();
        process.sluice().employ(worker);
    }

    @AfterEach
    void nobodyWorks() {
        process.sluice().rest();
    }

    @Test
    void workIsTakenByTheCommitThatMakesIt() {
        PromotionRequest request = acme.request("1.0.0", DEV, STAGING);

        assertThat(hands.waiting()).isEqualTo(1);
        assertThat(workers()).doesNotContainNull();
        assertThat(process.work()).as("others find nothing").isFalse();
        hands.next();
        assertThat(process.get(request).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
    }

    @Test
    void theHandThatEndsAStepTakesTheNextOneOfTheSamePromotion() {
        PromotionRequest request = acme.request("1.0.0", DEV, STAGING);
        hands.next();
        acme.approve(request.id(), "bob");
        process.runJobs();

        hands.next();

        assertThat(hands.waiting()).as("the verification").isEqualTo(1);
        assertThat(process.work()).isFalse();
        hands.next();
        assertThat(process.get(request).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void whatNoHandIsFreeForIsLeftToOthers() {
        acme.request("1.0.0", DEV, STAGING);

        PromotionRequest second = acme.request("0.9.0", STAGING, PROD);

        assertThat(hands.waiting()).isEqualTo(1);
        assertThat(process.work()).isTrue();
        assertThat(process.get(second).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
        hands.next();
    }

    @Test
    void aHandThatTookWhatIsRolledBackIsFreeAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> acme.transactions().required(() -> {
                    acme.request("1.0.0", DEV, STAGING);
                    throw new IllegalStateException("The host changed its mind.");
                }));
        assertThat(hands.waiting()).isZero();

        acme.request("1.0.0", DEV, STAGING);

        assertThat(hands.waiting()).isEqualTo(1);
        hands.next();
    }

    @Test
    void whatADeadNodeTookIsTakenOverWhenItsLockRunsOut() {
        PromotionRequest request = acme.request("1.0.0", DEV, STAGING);
        process.advance(ExternalWorker.LOCK.minusMillis(1));
        assertThat(process.work()).isFalse();
        process.advance(ExternalWorker.LOCK);

        assertThat(process.work()).isTrue();

        assertThat(process.get(request).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
    }

    private static List<String> workers() {
        return process.externalTasks().createExternalTaskQuery().list().stream()
                .map(ExternalTask::getWorkerId)
                .toList();
    }
}
