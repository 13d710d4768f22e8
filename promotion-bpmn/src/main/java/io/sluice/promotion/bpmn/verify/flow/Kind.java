package io.sluice.promotion.bpmn.verify.flow;

/** What kind of node it is. */
public enum Kind {
    /** Where a scope begins. */
    START,
    /** Where a path ends. */
    END,
    /** Does something, or waits for somebody who does. */
    TASK,
    /** A sub-process, a transaction, or a process that is called. */
    SCOPE,
    /** A sub-process that an event starts. */
    EVENT_SCOPE,
    /** One way of several. */
    EXCLUSIVE,
    /** All ways, or all awaited. */
    PARALLEL,
    /** Some ways, or those awaited that may still come. */
    INCLUSIVE,
    /** The way of the event that comes first. */
    EVENT_BASED,
    /** Waits for an event. */
    CATCH,
    /** Makes an event happen. */
    THROW,
    /** An event at the border of an activity. */
    BOUNDARY
}
