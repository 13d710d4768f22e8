package io.sluice.promotion.policy;

import io.sluice.promotion.input.Durations;
import io.sluice.promotion.policy.PolicyDiff.Change;
import io.sluice.promotion.policy.PolicyDiff.Effect;
import java.time.Duration;
import java.util.List;

/** Collects what differs between two values of one demand. */
final class Differences {
    static final String NONE = "none";

    private final List<Change> changes;

    Differences(List<Change> changes) {
        this.changes = changes;
    }

    void add(String field, String before, String after, Effect effect) {
        changes.add(new Change(field, before, after, effect));
    }

    /** Texts of which neither demands more. */
    void text(String field, String before, String after) {
        if (!before.equals(after)) {
            add(field, before, after, Effect.DIFFERENT);
        }
    }

    void flag(String field, boolean before, boolean after, Effect whenSet) {
        if (before != after) {
            add(field, Boolean.toString(before), Boolean.toString(after), after ? whenSet : opposite(whenSet));
        }
    }

    void number(String field, long before, long after, Effect whenMore) {
        if (before != after) {
            add(field, Long.toString(before), Long.toString(after), after > before ? whenMore : opposite(whenMore));
        }
    }

    void duration(String field, Duration before, Duration after, Effect whenLonger) {
        int order = after.compareTo(before);
        if (order != 0) {
            add(field, words(before), words(after), order > 0 ? whenLonger : opposite(whenLonger));
        }
    }

    static String words(Duration duration) {
        return duration.isZero() ? "PT0S" : Durations.canonical(duration);
    }

    private static Effect opposite(Effect effect) {
        return switch (effect) {
            case STRICTER -> Effect.WEAKER;
            case WEAKER -> Effect.STRICTER;
            case DIFFERENT -> Effect.DIFFERENT;
        };
    }
}
