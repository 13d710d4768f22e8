package io.sluice.promotion.process;

import java.time.Instant;
import java.util.List;

/**
 * What a process did in one transaction.
 *
 * @param process key of the definition it ran on
 * @param version of that definition
 * @param own whether it was a definition of the organization, not the shipped one
 * @param at when
 * @param steps what was begun, ended and taken, in order
 */
public record TraceEntry(String process, int version, boolean own, Instant at, List<Step> steps) {
    /** Copies the list. */
    public TraceEntry {
        steps = List.copyOf(steps);
    }

    /**
     * One thing that happened.
     *
     * @param kind what
     * @param element id of the element or sequence flow
     */
    public record Step(Kind kind, String element) {}

    /** What can happen. */
    public enum Kind {
        /** An element began. */
        BEGUN('+'),
        /** It is done. */
        DONE('-'),
        /** It was interrupted. */
        CANCELLED('!'),
        /** A sequence flow was taken. */
        TAKEN('>');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /** As it is stored. */
        public char sign() {
            return sign;
        }
    }
}
