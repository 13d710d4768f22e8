package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of the host's deployer.
 *
 * @param organization the tenant
 * @param id names the attempt; made by Sluice
 * @param promotion for which promotion
 * @param step which call
 * @param fence higher than that of every earlier attempt on the same target
 * @param number 1, 2, 3… for this step of this promotion
 * @param item which of {@link PromotionRequest#items()} it is about; 1 is the first
 * @param state what is known of it
 * @param message what the deployer said, may be empty
 * @param startedAt when the call was about to begin
 * @param finishedAt when its result was known
 */
public record Attempt(
        OrganizationId organization,
        String id,
        PromotionId promotion,
        Step step,
        long fence,
        int number,
        int item,
        State state,
        String message,
        Instant startedAt,
        Optional<Instant> finishedAt) {
    /** Which call of the deployer. */
    public enum Step {
        /** Make the version live. */
        DEPLOY,
        /** Prove that it works. */
        VERIFY,
        /** Put the earlier version back. */
        RESTORE
    }

    /** What is known of a call. */
    public enum State {
        /** Begun; if its worker is gone, nobody knows how it ended. */
        STARTED,
        /** It did what it should. */
        DONE,
        /** It is certain that it did not. */
        FAILED,
        /** Nobody knew, and what the deployer said is live settled it: this call did not happen. */
        LOST
    }

    /** What it is about. */
    public PromotionItem of(PromotionRequest request) {
        return request.items().get(item - 1);
    }

    /** The same attempt with its result. */
    public Attempt finished(State result, String said, Instant at) {
        return new Attempt(
                organization, id, promotion, step, fence, number, item, result, said, startedAt, Optional.of(at));
    }
}
