package io.sluice.promotion.overview;

import io.sluice.promotion.request.PromotionRequest;
import java.util.List;

/**
 * A request that has not ended, and whom it waits for.
 *
 * @param request the request
 * @param waiting its open approval stages; empty while nobody is asked
 */
public record OpenPromotion(PromotionRequest request, List<Waiting> waiting) {
    /** Copies the stages. */
    public OpenPromotion {
        waiting = List.copyOf(waiting);
    }
}
