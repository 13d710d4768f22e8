package io.sluice.promotion.request;

import java.time.Instant;
import java.util.List;

/**
 * A promotion in which those were told whose approval is missing.
 *
 * @param promotion as it was before
 * @param next the next two reminders of the step that was due; fewer when there are no more before its deadline
 * @param deadline when that step is over for good
 */
public record Reminded(PromotionRequest promotion, List<Instant> next, Instant deadline) {
    /** Copies the list. */
    public Reminded {
        next = List.copyOf(next);
    }
}
