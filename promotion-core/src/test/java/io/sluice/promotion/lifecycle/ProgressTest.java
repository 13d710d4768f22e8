package io.sluice.promotion.lifecycle;

import static io.sluice.promotion.request.Attempt.Step.DEPLOY;
import static io.sluice.promotion.request.Attempt.Step.RESTORE;
import static io.sluice.promotion.request.Attempt.Step.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes next in a promotion of three items. */
class ProgressTest {
    private final List<Attempt> attempts = new ArrayList<>();

    /** The clock stands still and even steps back: the order of attempts is not its business. */
    private ProgressTest did(Step step, int item, State state) {
        int number = (int) attempts.stream().filter(one -> one.step() == step).count() + 1;
        int size = attempts.size();
        attempts.add(new Attempt(
                new OrganizationId("acme"),
                "A" + size,
                new PromotionId("P"),
                step,
                7 + size,
                number,
                item,
                state,
                "",
                Instant.EPOCH.minusSeconds(size),
                Optional.empty()));
        return this;
    }

    private ProgressTest deployed() {
        return did(DEPLOY, 1, State.DONE).did(DEPLOY, 2, State.DONE).did(DEPLOY, 3, State.DONE);
    }

    private Progress progress() {
        return new Progress(3, attempts);
    }

    @Test
    void itemsAreDeployedInTheirOrder() {
        assertThat(progress().next(DEPLOY)).contains(1);
        did(DEPLOY, 1, State.DONE);
        assertThat(progress().next(DEPLOY)).contains(2);
        assertThat(progress().isComplete(DEPLOY)).isFalse();
        did(DEPLOY, 2, State.DONE).did(DEPLOY, 3, State.DONE);
        assertThat(progress().next(DEPLOY)).isEmpty();
        assertThat(progress().isComplete(DEPLOY)).isTrue();
    }

    @Test
    void whatIsNotKnownOrFailedComesAgain() {
        for (State state : List.of(State.STARTED, State.FAILED, State.LOST)) {
            attempts.clear();
            did(DEPLOY, 1, State.DONE).did(DEPLOY, 2, state);

            assertThat(progress().next(DEPLOY)).as(state.name()).contains(2);
        }
    }

    @Test
    void onlyWhatWasTouchedIsPutBackAndTheLastOneFirst() {
        did(DEPLOY, 1, State.DONE).did(DEPLOY, 2, State.FAILED);

        assertThat(progress().next(RESTORE)).contains(2);
        did(RESTORE, 2, State.DONE);
        assertThat(progress().next(RESTORE)).contains(1);
        did(RESTORE, 1, State.FAILED);
        assertThat(progress().next(RESTORE)).contains(1);
        did(RESTORE, 1, State.DONE);
        assertThat(progress().isComplete(RESTORE)).isTrue();
        assertThat(progress().isTouched(3)).isFalse();
    }

    @Test
    void aDeploymentAfterPuttingBackCountsAgain() {
        deployed().did(RESTORE, 3, State.DONE);
        assertThat(progress().next(DEPLOY)).contains(3);

        did(DEPLOY, 3, State.DONE);

        assertThat(progress().isDeployed(3)).isTrue();
        assertThat(progress().isPutBack(3)).isFalse();
        assertThat(progress().next(RESTORE)).contains(3);
    }

    @Test
    void aVerificationGoesRoundAllItemsAndThenBeginsAnew() {
        deployed().did(VERIFY, 1, State.DONE);
        assertThat(progress().next(VERIFY)).contains(2);
        assertThat(progress().isComplete(VERIFY)).isFalse();

        did(VERIFY, 2, State.DONE).did(VERIFY, 3, State.DONE);

        assertThat(progress().isComplete(VERIFY)).isTrue();
        assertThat(progress().next(VERIFY)).contains(1);
    }

    @Test
    void aVerificationCountsForTheDeploymentItFollowed() {
        deployed().did(VERIFY, 1, State.DONE).did(DEPLOY, 1, State.DONE);
        assertThat(progress().isVerified(1)).isFalse();

        did(VERIFY, 1, State.DONE);
        assertThat(progress().isVerified(1)).isTrue();
        did(VERIFY, 1, State.FAILED);
        assertThat(progress().isVerified(1)).isFalse();
    }

    @Test
    void aSingleArtifactIsPutBackWhenAProcessSaysSoWhateverHappenedBefore() {
        assertThat(new Progress(1, List.of()).next(RESTORE)).contains(1);
        assertThat(new Progress(3, List.of()).next(RESTORE)).isEmpty();
    }
}
