package io.sluice.promotion.spi;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;

/**
 * What sequences the steps of a promotion. Core calls it inside the transaction that changes the request, so that both
 * commit together. Implementations never call foreign code here.
 */
public interface PromotionFlow {
    /** Whether it can run promotions of the organization on the process of that key. */
    boolean canRun(OrganizationId organization, String process);

    /**
     * Judges the process that new requests under this policy would run on. Called outside of any transaction first, so that
     * the answer can be remembered, and again inside of one.
     *
     * @return what came out; empty when there is no such process or the flow proves nothing
     */
    default Optional<ProcessProof> prove(OrganizationId organization, PromotionPolicy policy) {
        return Optional.empty();
    }

    /** Judges, by the demands of this policy, each other definition that one of these open requests runs on. */
    default List<ProcessProof> proveRunning(List<PromotionRequest> running, PromotionPolicy policy) {
        return List.of();
    }

    /** A request was made. */
    void start(PromotionRequest request);

    /** An open approval task is decided; its step goes on. */
    void decided(PromotionRequest request, HumanTask task, boolean approved);

    /** The next stage of the same approval step was opened; the step's timers must follow its deadline. */
    void stageOpened(PromotionRequest request, HumanTask task);

    /**
     * Something that timers of the request depend on has changed: a deadline, the scheduled time, or a freeze. Timers that
     * ask core for a time must ask anew; others stay.
     */
    void timesChanged(PromotionRequest request);

    /** A person closed a repair task; its step goes on. */
    void repaired(PromotionRequest request, HumanTask task);

    /** The request was ended by core (cancelled or superseded); whatever runs for it must stop. */
    void stop(PromotionRequest request);
}
