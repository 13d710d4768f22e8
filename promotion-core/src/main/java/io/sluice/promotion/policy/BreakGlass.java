package io.sluice.promotion.policy;

import io.sluice.promotion.input.Durations;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;

/**
 * How the approvals of a workspace may be passed by in an emergency. Nothing else is ever passed by.
 *
 * @param persons how many persons it takes, 1 or 2, the one who asks included
 * @param validFor how long the permission to pass lasts, 1 minute to 4 hours
 * @param reviewWithin how soon somebody else must have reviewed it, 1 hour to 7 days
 */
public record BreakGlass(int persons, Duration validFor, Duration reviewWithin) {
    /** Two persons, 60 minutes, a review within 24 hours. */
    public static final BreakGlass STANDARD = new BreakGlass(2, Duration.ofMinutes(60), Duration.ofHours(24));

    /** What both allow: the more persons, the shorter times. */
    public BreakGlass stricter(BreakGlass other) {
        return new BreakGlass(
                Math.max(persons, other.persons),
                shorter(validFor, other.validFor),
                shorter(reviewWithin, other.reviewWithin));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Refuses numbers outside the bounds. */
    public BreakGlass {
        if (persons < 1 || persons > 2) {
            throw new InvalidInputException(
                    "policy.breakGlass.persons", "policy.integer", "It takes 1 or 2 persons, not " + persons + ".");
        }
        Durations.requireBetween("policy.breakGlass.validFor", validFor, Duration.ofMinutes(1), Duration.ofHours(4));
        Durations.requireBetween(
                "policy.breakGlass.reviewWithin", reviewWithin, Duration.ofHours(1), Duration.ofDays(7));
    }
}
