package io.sluice.promotion.audit;

/** What the verification of a chain of events found. */
public sealed interface ChainVerdict {
    /**
     * Every event is there, in its place and unchanged.
     *
     * @param count how many events
     */
    record Intact(long count) implements ChainVerdict {}

    /**
     * Somebody changed, removed, added or moved an event.
     *
     * @param seq the first place that is not as it was written
     * @param reason what is wrong there, a whole sentence
     */
    record Broken(long seq, String reason) implements ChainVerdict {}

    /** Whether nothing is wrong. */
    default boolean isIntact() {
        return this instanceof Intact;
    }
}
