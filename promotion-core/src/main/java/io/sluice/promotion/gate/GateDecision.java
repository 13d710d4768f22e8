package io.sluice.promotion.gate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the gate says: open, or blocked with every reason. */
public sealed interface GateDecision {
    /** Nothing stands in the way. */
    record Open() implements GateDecision {}

    /**
     * Something stands in the way.
     *
     * @param blockers every reason, the weightiest first
     */
    record Blocked(List<Blocker> blockers) implements GateDecision {
        /** Copies the reasons. */
        public Blocked {
            blockers = List.copyOf(blockers);
        }

        /** All messages in one line. */
        public String summary() {
            return blockers.stream().map(Blocker::message).collect(Collectors.joining(" "));
        }
    }

    /** Every reason; none when open. */
    default List<Blocker> reasons() {
        return this instanceof Blocked blocked ? blocked.blockers() : List.of();
    }

    /** The same, blocked by this as well. */
    default GateDecision and(Blocker further) {
        return new Blocked(Stream.concat(Stream.of(further), reasons().stream()).toList());
    }

    /** Whether nothing stands in the way. */
    default boolean isOpen() {
        return this instanceof Open;
    }

    /** Whether one of the reasons goes away like this. */
    default boolean has(Blocker.Lifts lifts) {
        return reasons().stream().anyMatch(blocker -> blocker.lifts() == lifts);
    }
}
