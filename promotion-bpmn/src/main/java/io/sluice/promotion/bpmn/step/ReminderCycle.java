package io.sluice.promotion.bpmn.step;

import io.sluice.promotion.input.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The repetition of a timer that reminds. The engine asks for it anew each time it went off; the pause counts only when
 * asking failed.
 *
 * @param first when it goes off next
 * @param pause not below a minute
 */
public record ReminderCycle(Instant first, Duration pause) {
    private static final Duration NEVER_AGAIN = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * With these reminders still to come. When there are none it lies behind the deadline, which then ends it.
     *
     * @param next at most two
     */
    public static ReminderCycle of(List<Instant> next, Instant deadline) {
        if (next.isEmpty()) {
            return new ReminderCycle(millis(deadline.plus(NEVER_AGAIN)), NEVER_AGAIN);
        }
        Duration pause = next.size() > 1 ? Duration.between(next.get(0), next.get(1)) : NEVER_AGAIN;
        return new ReminderCycle(
                millis(next.get(0)), pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Instant millis(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS);
    }

    /** As the engine reads it. */
    public String text() {
        return "R/" + first + "/" + Durations.canonical(pause);
    }
}
