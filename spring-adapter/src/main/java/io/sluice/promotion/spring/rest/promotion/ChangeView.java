package io.sluice.promotion.spring.rest.promotion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What lives in the target now against what will live there. */
record ChangeView(Optional<State> before, State after, Optional<Moved> moved, List<Row> rows) {
    /** A version with its content. */
    record State(String version, String digest) {}

    /** The target changed since the request. */
    record Moved(Instant at, Optional<String> from, String to) {}

    /** One key. */
    record Row(String key, Effect effect, Optional<String> before, Optional<String> after, Optional<Boolean> secret) {}

    /** What happens to a key; what belongs to the environment is kept and never moves. */
    enum Effect {
        ADDED,
        REMOVED,
        CHANGED,
        SAME,
        KEPT
    }
}
