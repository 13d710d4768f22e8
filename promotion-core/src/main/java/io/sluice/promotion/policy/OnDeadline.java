package io.sluice.promotion.policy;

import io.sluice.promotion.input.Durations;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;

/**
 * What happens to an approval stage that nobody decided in time.
 *
 * @param action what happens
 * @param by how much longer people get each time; zero when the request expires at once
 * @param times how often they get it, 1 to 10; 0 when the request expires at once
 */
public record OnDeadline(Action action, Duration by, int times) {
    /** The actions. */
    public enum Action {
        /** The request ends as expired. */
        EXPIRE,
        /** The escalation role is told and may decide too, once, for a further span. */
        ESCALATE,
        /** The same people get more time. */
        EXTEND
    }

    /** The request ends as expired. */
    public static final OnDeadline EXPIRE = new OnDeadline(Action.EXPIRE, Duration.ZERO, 0);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(90);

    /** Refuses spans outside 1 minute to 90 days, and numbers that do not fit the action. */
    public OnDeadline {
        int most = switch (action) {
            case EXPIRE -> 0;
            case ESCALATE -> 1;
            case EXTEND -> 10;
        };
        if (times < Math.min(1, most) || times > most) {
            throw new InvalidInputException(
                    "policy.onDeadline.times", "policy.integer", action + " happens at most " + most + " times.");
        }
        if (action != Action.EXPIRE) {
            Durations.requireBetween("policy.onDeadline.by", by, LEAST, MOST);
        } else if (!by.isZero()) {
            throw new InvalidInputException(
                    "policy.onDeadline.by", "duration.max", "A request that expires at once gets no more time.");
        }
    }

    /** The escalation role may decide too, for this much longer. */
    public static OnDeadline escalate(Duration by) {
        return new OnDeadline(Action.ESCALATE, by, 1);
    }

    /** The same people get this much longer, up to so many times. */
    public static OnDeadline extend(Duration by, int times) {
        return new OnDeadline(Action.EXTEND, by, times);
    }
}
