package io.sluice.promotion.bpmn.verify.search;

/** What is assumed of how long steps take. */
enum Pace {
    /** Steps of a promotion wait as they are drawn. */
    AS_DRAWN,
    /**
     * The same, and an approval step may also be done at once, when there is nothing left to ask: it was decided before, or
     * approvals are passed by. Then the process goes on in the same transaction, before the branches beside it.
     */
    APPROVED_AT_ONCE,
    /** Nothing is known: every step may take its time. */
    UNKNOWN
}
