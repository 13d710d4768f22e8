package io.sluice.promotion.policy;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.List;

/**
 * When Sluice itself asks for a promotion into the workspace. Whatever the policy demands of a person's request it demands
 * of this one, too.
 *
 * @param match whether all conditions must hold or any
 * @param conditions 1 to 20 comparisons of numbers from checks and from the source
 */
public record AutoPromotion(Match match, List<Condition> conditions) {
    /** How many conditions must hold. */
    public enum Match {
        /** Every one. */
        ALL,
        /** At least one. */
        ANY
    }

    /** Refuses no conditions and more than 20. */
    public AutoPromotion {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new InvalidInputException(
                    "policy.autoPromotion", "policy.empty", "Automatic promotion needs a condition.");
        }
        if (conditions.size() > 20) {
            throw new InvalidInputException(
                    "policy.autoPromotion", "policy.tooMany", "Automatic promotion has at most 20 conditions.");
        }
    }

    /** When all of these hold. */
    public static AutoPromotion whenAll(String... conditions) {
        return new AutoPromotion(
                Match.ALL, List.of(conditions).stream().map(Condition::parse).toList());
    }

    /** When any of these holds. */
    public static AutoPromotion whenAny(String... conditions) {
        return new AutoPromotion(
                Match.ANY, List.of(conditions).stream().map(Condition::parse).toList());
    }
}
