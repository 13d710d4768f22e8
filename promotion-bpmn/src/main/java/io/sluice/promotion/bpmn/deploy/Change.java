package io.sluice.promotion.bpmn.deploy;

/**
 * One difference between two versions of a process, in words.
 *
 * @param kind what happened
 * @param element id of the element it is about
 * @param name of that element as drawn in the newer version that has it; may be empty
 * @param text a sentence for a designer
 */
public record Change(Kind kind, String element, String name, String text) {
    /** What can happen to an element. */
    public enum Kind {
        /** It is there now. */
        ADDED,
        /** It is there no more. */
        REMOVED,
        /** It is connected in another way. */
        REWIRED,
        /** It is set in another way. */
        SET
    }
}
