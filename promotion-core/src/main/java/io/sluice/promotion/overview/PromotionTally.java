package io.sluice.promotion.overview;

import io.sluice.promotion.gate.CheckTally;
import io.sluice.promotion.request.Approval;
import java.util.List;

/**
 * How far a request is: what a line of a list shows of it.
 *
 * @param decisions what people decided so far, and who; the first one first
 * @param given how many approvals count, of all stages
 * @param required how many are needed in all, with what the policy in force demands beyond the one that the request was made
 *     under
 * @param waiting its open approval stages; empty while nobody is asked
 * @param checks how its required checks stand
 */
public record PromotionTally(
        List<Approval> decisions, int given, int required, List<Waiting> waiting, CheckTally checks) {
    /** Copies the lists. */
    public PromotionTally {
        decisions = List.copyOf(decisions);
        waiting = List.copyOf(waiting);
    }
}
