package io.sluice.promotion.bpmn.verify.flow;

/**
 * A condition over the variables that the library writes. What it cannot read may hold or not.
 *
 * @param text as it stands in the file
 * @param condition what it asks
 * @param understood whether all of it could be read
 */
public record Guard(String text, Condition condition, boolean understood) {
    /** Asks the variables. */
    @FunctionalInterface
    public interface Condition {
        /** What is known with these values. */
        Truth judge(Values values);
    }

    /** What is known of the variables at one moment; a fault before they were written. */
    public interface Values {
        /** Whether {@code checksPassed} is true. */
        Truth checksPassed();

        /** Whether {@code approvalOutcome} is this. */
        Truth approvalOutcomeIs(String outcome);
    }

    /** What is known with these values. */
    public Truth judge(Values values) {
        return condition.judge(values);
    }

    /** A condition that nothing is known about. */
    static Guard free(String text) {
        return new Guard(text, values -> Truth.UNKNOWN, false);
    }
}
