package io.sluice.promotion.overview;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How promotions into a workspace went in a period. Counted are promotions that ended in it, rollbacks that people asked for
 * aside.
 *
 * @param workspace into which
 * @param from beginning of the period, included
 * @param to end of the period, excluded
 * @param ended how many promotions ended how; a status that did not occur is absent
 * @param rollbacks how many rollbacks that people asked for were completed
 * @param leadTime from the request to the end of the verification, of completed promotions
 * @param approvalTime from the moment people were asked to the last approval, of promotions that were approved
 * @param partial whether there were more promotions than are counted; then only the newest are
 */
public record Figures(
        WorkspaceId workspace,
        Instant from,
        Instant to,
        Map<PromotionStatus, Integer> ended,
        int rollbacks,
        Spread leadTime,
        Spread approvalTime,
        boolean partial) {
    /** Copies the counts. */
    public Figures {
        ended = Map.copyOf(ended);
    }

    /** How many ended that way. */
    public int count(PromotionStatus status) {
        return ended.getOrDefault(status, 0);
    }

    /**
     * The share of changes that failed: promotions that were rolled back or failed, and completed ones that people rolled
     * back later, of all that reached the deployer or were refused at the gate.
     *
     * @return 0 to 1; 0 when there were none
     */
    public double changeFailureRate() {
        int broken = count(PromotionStatus.FAILED) + count(PromotionStatus.ROLLED_BACK) + rollbacks;
        int all = count(PromotionStatus.COMPLETED) + count(PromotionStatus.FAILED) + count(PromotionStatus.ROLLED_BACK);
        return all == 0 ? 0 : Math.min(1, (double) broken / all);
    }

    /**
     * Durations in three numbers. All are zero when there are none.
     *
     * @param count how many
     * @param median half of them took no longer
     * @param slowTenth nine of ten took no longer
     * @param longest the longest
     */
    public record Spread(int count, Duration median, Duration slowTenth, Duration longest) {
        /** No durations. */
        public static final Spread NONE = new Spread(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** Durations in any order; percentiles by the nearest rank. */
        public static Spread of(Collection<Duration> durations) {
            if (durations.isEmpty()) {
                return NONE;
            }
            var sorted = durations.stream().sorted().toList();
            return new Spread(sorted.size(), rank(sorted, 50), rank(sorted, 90), sorted.get(sorted.size() - 1));
        }

        private static Duration rank(List<Duration> sorted, int percent) {
            int rank = (sorted.size() * percent + 99) / 100;
            return sorted.get(rank - 1);
        }
    }
}
