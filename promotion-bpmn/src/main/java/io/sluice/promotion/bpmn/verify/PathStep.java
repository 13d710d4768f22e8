package io.sluice.promotion.bpmn.verify;

import java.util.List;

/**
 * One step of a way through the process that breaks a rule.
 *
 * @param element where it happens
 * @param event what happens there
 * @param detail what was answered, thrown or decided there, such as {@code APPROVED}, {@code checksPassed=false} or an
 *     error code; empty when there is nothing to say
 * @param flows ids of the sequence flows that are taken in consequence, for whoever paints the way
 */
public record PathStep(Element element, Event event, String detail, List<String> flows) {
    /** The happenings that bring a process on. */
    public enum Event {
        /** The process begins. */
        STARTS,
        /** The process comes to it, and it does not wait. */
        PASSES,
        /** The process comes to it and waits there. */
        WAITS,
        /** A step, a task of a person or work outside is done. */
        COMPLETES,
        /** A timer is due, a message or signal comes, a condition becomes true. */
        OCCURS,
        /** A boundary event or an event sub-process interrupts what runs. */
        INTERRUPTS,
        /** A boundary event or an event sub-process begins beside what runs. */
        BEGINS_BESIDE,
        /** A step throws an error or an escalation. */
        THROWS,
        /** A repetition over a collection finds it empty. */
        SKIPS,
        /** What was done is compensated. */
        COMPENSATES,
        /** A path, a sub-process or the process ends. */
        ENDS
    }

    /** Copies the list. */
    public PathStep {
        flows = List.copyOf(flows);
    }
}
