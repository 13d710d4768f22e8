package io.sluice.promotion.spi;

import io.sluice.promotion.request.PromotionRequest;

/**
 * What sequences the steps of a promotion. Core calls it inside the transaction that changes the request, so that both
 * commit together. Implementations never call foreign code here.
 */
public interface PromotionFlow {
    /** A request was made. */
    void start(PromotionRequest request);

    /** The open approval step is decided: approved when the status is APPROVED or still PENDING, else rejected. */
    void decided(PromotionRequest request, boolean approved);

    /** The next stage of the same approval step was opened; its timers must follow the new deadline. */
    void stageOpened(PromotionRequest request);

    /** A person closed the repair task. */
    void repaired(PromotionRequest request);

    /** The request was ended by core (cancelled or superseded); whatever runs for it must stop. */
    void stop(PromotionRequest request);
}
