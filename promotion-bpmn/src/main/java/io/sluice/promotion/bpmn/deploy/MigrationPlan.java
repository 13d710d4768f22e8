package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.identity.PromotionId;
import java.util.List;

/**
 * What would happen if running promotions were moved from one version of their process to another.
 *
 * @param process key of the definition
 * @param from the version they run on
 * @param to the version they would go on with
 * @param promotions each of them, the oldest first
 */
public record MigrationPlan(String process, int from, int to, List<Candidate> promotions) {
    /**
     * One promotion.
     *
     * @param promotion which
     * @param standsAt ids of the elements at which it waits
     * @param obstacles why it cannot be moved, in words; empty when it can
     */
    public record Candidate(PromotionId promotion, List<String> standsAt, List<String> obstacles) {
        /** Copies the lists. */
        public Candidate {
            standsAt = List.copyOf(standsAt);
            obstacles = List.copyOf(obstacles);
        }

        /** Whether it can be moved as it stands. */
        public boolean canMove() {
            return obstacles.isEmpty();
        }
    }

    /** Copies the list. */
    public MigrationPlan {
        promotions = List.copyOf(promotions);
    }

    /** Those that can be moved as they stand. */
    public List<PromotionId> movable() {
        return promotions.stream()
                .filter(Candidate::canMove)
                .map(Candidate::promotion)
                .toList();
    }
}
