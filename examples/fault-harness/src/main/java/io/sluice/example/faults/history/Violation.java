package io.sluice.example.faults.history;

/**
 * A promise that was broken.
 *
 * @param rule which
 * @param what happened, a whole sentence
 */
public record Violation(Rule rule, String what) {
    /** What is promised. */
    public enum Rule {
        /** What a client was told survives. */
        ACKNOWLEDGED_IS_THERE,
        /** One key has one effect, however often it is sent. */
        ONE_KEY_ONE_RESULT,
        /** What was refused for good did not happen. */
        REFUSED_IS_NOT_THERE,
        /** Nothing is deployed without a decision that stands on enough approvals. */
        AUTHORIZED,
        /** A decision deploys once. */
        ONE_DEPLOYMENT,
        /** What is live is what was recorded. */
        LIVE_IS_RECORDED,
        /** Nothing stands still without anybody seeing it. */
        NOT_STUCK,
        /** It ends as it was meant to. */
        ENDS_AS_ASKED,
        /** The audit trail is complete and unchanged. */
        AUDIT_INTACT,
        /** What was seen once is not undone. */
        READS_DO_NOT_GO_BACK,
        /** Every failure says whether to try again. */
        FAILURES_SAY_WHETHER_TO_RETRY,
        /** No message tells of what did not happen. */
        MESSAGES_ARE_TRUE,
        /** Work goes on in time. */
        TAKEN_OVER_IN_TIME,
        /** What must not grow does not. */
        DOES_NOT_GROW,
        /** A database that is older than it was changes nothing before somebody says so. */
        STANDS_STILL_WHEN_RESTORED,
        /** The fault that was to be tried did happen. */
        FAULT_HAPPENED
    }
}
