package io.sluice.promotion.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of time in which a content was live in a workspace without a break.
 *
 * @param from its beginning
 * @param until its end; empty while it is live
 */
public record Stay(Instant from, Optional<Instant> until) {
    /** The same stretches in order, those that follow each other without a break as one. */
    public static List<Stay> joined(List<Stay> inOrder) {
        List<Stay> joined = new ArrayList<>();
        for (Stay stay : inOrder) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).until().map(stay.from()::equals).orElse(false)) {
                joined.set(last, new Stay(joined.get(last).from(), stay.until()));
            } else {
                joined.add(stay);
            }
        }
        return List.copyOf(joined);
    }

    /** When it had lasted that long; empty when it ended before. */
    Optional<Instant> reached(Duration length) {
        Instant at = from.plus(length);
        return until.map(at::isAfter).orElse(false) ? Optional.empty() : Optional.of(at);
    }
}
