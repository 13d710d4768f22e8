package io.sluice.promotion.spi;

import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;

/**
 * What sequences the steps of a promotion. Core calls it inside the transaction that changes the request, so that both
 * commit together. Implementations never call foreign code here.
 */
public interface PromotionFlow {
    /** Whether it can run promotions on the process of that key. */
    boolean canRun(String process);

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
