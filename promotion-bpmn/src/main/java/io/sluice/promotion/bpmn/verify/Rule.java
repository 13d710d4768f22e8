package io.sluice.promotion.bpmn.verify;

import static io.sluice.promotion.bpmn.verify.Severity.ERROR;
import static io.sluice.promotion.bpmn.verify.Severity.HINT;
import static io.sluice.promotion.bpmn.verify.Severity.WARNING;

/**
 * What a process file is judged by. Rules of the policy begin with P and can never be waived, rules about running
 * through to an end begin with S, rules about what may stand in a file begin with V.
 */
public enum Rule {
    /** Deploy is entered only when every check the policy requires has passed. */
    P_CHECKS(ERROR),
    /** Deploy is entered only when every approval stage of the policy was granted. */
    P_APPROVAL(ERROR),
    /** The stages that approval steps name are those of the policy. */
    P_STAGES(ERROR),
    /** Nothing that was checked or approved is older than a step that changes what it was about. */
    P_STALE(ERROR),
    /** Confirm stands right before Deploy, without a wait in between; without any Confirm it is an error. */
    P_CONFIRM(WARNING),
    /** Every approval step has an interrupting timer. */
    P_TIMEOUT(ERROR),
    /** Every approval step has a reminder. */
    P_REMIND(HINT),
    /** Exactly one end with an outcome is reached. */
    P_OUTCOME(ERROR),
    /** The outcome says what happened. */
    P_TRUTH(ERROR),
    /** A deployment that failed is rolled back before any outcome, and nothing else is. */
    P_ROLLBACK(ERROR),
    /** The target is reserved before Deploy, and not twice. */
    P_RESERVE(ERROR),
    /** Deploy runs once. */
    P_ONCE(ERROR),
    /** Nothing that counts for the decision runs beside Deploy. */
    P_PARALLEL(ERROR),
    /** The picture shows what runs. */
    P_PICTURE(ERROR),
    /** No step is started a second time while it runs. */
    S_SYNC(ERROR),
    /** From everywhere the process can still end. */
    S_STUCK(ERROR),
    /** Every step can be reached; a warning where the step is none of the library's. */
    S_DEAD(ERROR),
    /** No loop without end. */
    S_ENDLESS(WARNING),
    /** Every error that a step can throw is caught. */
    V_UNCAUGHT(ERROR),
    /** An approval or check is not repeated over a collection that may be empty. */
    V_EMPTY_MI(ERROR),
    /** Steps are ones that the library or the host knows, with the settings they need. */
    V_STEP(ERROR),
    /** A file runs no code of its own. */
    V_CODE(ERROR),
    /** Only the library writes the variables of the contract. */
    V_VARIABLE(ERROR),
    /** A condition can be read by the verifier. */
    V_CONDITION(WARNING),
    /** A gateway always finds a way. */
    V_NODEFAULT(ERROR),
    /** Timers are written in a form that is read in one way, within bounds. */
    V_TIMER(ERROR),
    /** Call activities name a process that is there and proved. */
    V_CALL(ERROR),
    /** A step with effects outside does not share a transaction with a person's decision. */
    V_ASYNC(WARNING),
    /** The engine is told how long it keeps history; the library has a default. */
    V_TTL(HINT),
    /** Ids are there, once each, and can be stored. */
    V_ID(ERROR),
    /** Steps have names, which the audit trail and people need. */
    V_NAME(HINT),
    /** The file consists of elements that are supported, each in its place. */
    V_ELEMENT(ERROR),
    /** The file keeps within the limits of size. */
    V_SIZE(ERROR);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** How findings of this rule count unless the finding itself says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** As it stands in reports, such as {@code P-APPROVAL}. */
    public String id() {
        return name().replace('_', '-');
    }

    /** Whether an administrator may waive warnings of this rule; never for rules of the policy. */
    public boolean canBeWaived() {
        return severity == WARNING && !name().startsWith("P_");
    }
}
