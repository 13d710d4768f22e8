package io.sluice.promotion.policy;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When approvers are reminded while a stage is open.
 *
 * @param atPercent percents of the time to the deadline, rising, 1 to 99; after the last one daily
 * @param escalateAtPercent from this percent on the escalation role is told as well
 * @param escalateTo who is told; empty means nobody
 */
public record Reminders(List<Integer> atPercent, int escalateAtPercent, Optional<RoleId> escalateTo) {
    /** At 50 and 80 percent, then daily; nobody to escalate to. */
    public static final Reminders STANDARD = new Reminders(List.of(50, 80), 80, Optional.empty());

    private static final Duration DAILY = Duration.ofDays(1);

    /** Refuses percents that do not rise or lie outside 1 to 99. */
    public Reminders {
        atPercent = List.copyOf(atPercent);
        int before = 0;
        for (int percent : atPercent) {
            if (percent <= before || percent > 99) {
                throw new InvalidInputException(
                        "policy.reminders", "reminders.percent", "Reminders are rising percents from 1 to 99.");
            }
            before = percent;
        }
        if (escalateAtPercent < 1 || escalateAtPercent > 99) {
            throw new InvalidInputException(
                    "policy.escalation", "reminders.percent", "The escalation is a percent from 1 to 99.");
        }
    }

    /** The first reminder after {@code now}, if there is one before the deadline. */
    public Optional<Instant> next(Instant opened, Instant deadline, Instant now) {
        Duration span = Duration.between(opened, deadline);
        Instant last = opened;
        for (int percent : atPercent) {
            last = opened.plus(span.multipliedBy(percent).dividedBy(100));
            if (last.isAfter(now)) {
                return Optional.of(last);
            }
        }
        if (atPercent.isEmpty()) {
            return Optional.empty();
        }
        long daysGone = Duration.between(last, now).toDays();
        Instant daily = last.plus(DAILY.multipliedBy(daysGone + 1));
        return daily.isBefore(deadline) ? Optional.of(daily) : Optional.empty();
    }

    /** Whether the escalation role is due at that moment. */
    public boolean escalates(Instant opened, Instant deadline, Instant now) {
        Duration span = Duration.between(opened, deadline);
        return escalateTo.isPresent()
                && !now.isBefore(
                        opened.plus(span.multipliedBy(escalateAtPercent).dividedBy(100)));
    }
}
