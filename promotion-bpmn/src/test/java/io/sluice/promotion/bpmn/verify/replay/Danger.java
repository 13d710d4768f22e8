package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.Set;

/** What must never come to pass in a promotion, and the rules of which one has to find it. */
enum Danger {
    /** Deploy begins although the checks have not passed. */
    UNCHECKED(Rule.P_CHECKS, Rule.P_STALE),
    /** Deploy begins although a stage was not granted. */
    UNAPPROVED(Rule.P_APPROVAL, Rule.P_STALE, Rule.P_STAGES),
    /** Deploy begins although the target is not reserved. */
    UNRESERVED(Rule.P_RESERVE),
    /** Deploy begins although the policy was not asked again. */
    UNCONFIRMED(Rule.P_CONFIRM),
    /** The target is reserved a second time. */
    RESERVED_TWICE(Rule.P_RESERVE),
    /** Deploy begins again, without a new approval or beside itself. */
    DEPLOYED_TWICE(Rule.P_ONCE, Rule.S_SYNC),
    /** Deploy begins after an outcome was recorded. */
    DEPLOYED_AFTER_OUTCOME(Rule.P_TRUTH, Rule.P_OUTCOME),
    /** A step that counts begins after an outcome was recorded. */
    GOES_ON_AFTER_OUTCOME(Rule.P_OUTCOME, Rule.P_TRUTH),
    /** Another step that counts is open while Deploy runs. */
    BESIDE_DEPLOY(Rule.P_PARALLEL, Rule.P_CHECKS, Rule.P_APPROVAL),
    /** The process ends and nobody knows how. */
    NO_OUTCOME(Rule.P_OUTCOME),
    /** Two outcomes are recorded. */
    TWO_OUTCOMES(Rule.P_OUTCOME),
    /** PROMOTED is recorded without a deployment that was verified. */
    UNTRUE_OUTCOME(Rule.P_TRUTH),
    /** A deployment failed and an outcome is recorded without Roll back. */
    NOT_ROLLED_BACK(Rule.P_ROLLBACK, Rule.P_TRUTH),
    /** Roll back begins although Deploy never did. */
    ROLLED_BACK_NOTHING(Rule.P_ROLLBACK),
    /** An error is thrown and nobody catches it. */
    UNCAUGHT(Rule.V_UNCAUGHT),
    /** A step cannot be left: the engine finds no way on and gives up. */
    NO_WAY(Rule.V_NODEFAULT),
    /** Steps follow each other for ever without a wait. */
    ENDLESS(Rule.S_ENDLESS, Rule.S_STUCK, Rule.V_ELEMENT),
    /** A condition asks for something that is not known yet; the engine stops there, as at a technical fault. */
    UNSET(Rule.V_CONDITION),
    /** Something runs a second time beside itself. */
    TWICE_AT_A_TIME(Rule.S_SYNC),
    /** Nothing can happen any more, and the process has not ended. */
    STUCK(Rule.S_STUCK),
    /** Things can happen, but the process can never end. */
    NEVER_ENDS(Rule.S_STUCK, Rule.S_ENDLESS);

    /** Never changed; an enum would rather hold an array, and an array is not read as a set. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Rule> rules;

    Danger(Rule... rules) {
        this.rules = Set.of(rules);
    }

    Set<Rule> rules() {
        return rules;
    }

    /** Whether it is what the whole design is there to keep from happening. */
    boolean bypassesThePolicy() {
        return this == UNCHECKED || this == UNAPPROVED || this == UNRESERVED || this == UNCONFIRMED;
    }
}
