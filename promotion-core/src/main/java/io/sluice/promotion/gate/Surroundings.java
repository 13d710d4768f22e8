package io.sluice.promotion.gate;

import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.isolation.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the target's workspace is like, apart from the promotion.
 *
 * @param liveExecutions how many executions the other artifacts that are live there take up
 * @param promisedExecutions how many they will take up once the promotions that hold their targets are through
 * @param errors where the workspace does not keep apart from others
 * @param drift what else is live in the target than what was recorded, if anything
 */
public record Surroundings(int liveExecutions, int promisedExecutions, List<Finding> errors, Optional<Drift> drift) {
    /** Nothing that matters. */
    public static final Surroundings QUIET = new Surroundings(0, 0, List.of(), Optional.empty());

    /** Copies the errors. */
    public Surroundings {
        errors = List.copyOf(errors);
    }
}
