package io.sluice.promotion.bpmn.verify.flow;

/** What an event stands for. */
public enum Trigger {
    /** Nothing. */
    NONE,
    /** A time has come. */
    TIMER,
    /** Somebody sends a message. */
    MESSAGE,
    /** A signal is thrown. */
    SIGNAL,
    /** A condition becomes true. */
    CONDITION,
    /** An error is thrown. */
    ERROR,
    /** An escalation is thrown. */
    ESCALATION,
    /** What was done is undone. */
    COMPENSATION,
    /** A jump within the drawing. */
    LINK,
    /** Everything in the scope ends. */
    TERMINATE,
    /** A transaction is called off. */
    CANCEL;

    /** Whether it comes from outside, at any time while somebody waits for it. */
    public boolean comesFromOutside() {
        return this == TIMER || this == MESSAGE || this == SIGNAL || this == CONDITION;
    }
}
