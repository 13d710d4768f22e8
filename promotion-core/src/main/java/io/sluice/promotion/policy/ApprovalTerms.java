package io.sluice.promotion.policy;

/**
 * Whose word counts, beyond the rules of the stages.
 *
 * @param selfApproval whether the requester and the authors of the version may approve; never in a protected workspace
 * @param shared whether one person may fill a slot in several rules and stages
 * @param operatorsExcluded whether those who operate the target may not approve
 * @param rejection who may say no
 * @param membership as of when an approver must have held the role
 */
public record ApprovalTerms(
        boolean selfApproval, boolean shared, boolean operatorsExcluded, Rejection rejection, Membership membership) {
    /** Who may say no. One no of somebody who may ends the request. */
    public enum Rejection {
        /** Whoever a rule asks, and whoever may reject anything they see. */
        ASKED,
        /** Every person who sees the request. */
        ANYBODY
    }

    /** As of when an approver must have held the role; it must hold at the decision and at the gate in any case. */
    public enum Membership {
        /** When deciding. */
        DECISION,
        /** Already when the promotion was requested: nobody joins a role only to approve. */
        REQUEST
    }

    /** Nobody approves their own work, one slot for each person, those asked may reject. */
    public static final ApprovalTerms STANDARD =
            new ApprovalTerms(false, false, false, Rejection.ASKED, Membership.DECISION);
}
