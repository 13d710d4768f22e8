package io.sluice.promotion.access;

/** What a role can allow. Every operation of Sluice needs exactly one of these; without it the answer is no. */
public enum Permission {
    /** See workspaces, versions, promotions and releases. */
    VIEW,
    /** Register artifact versions at the head of a path. */
    REGISTER,
    /** Ask for a promotion, and withdraw one's own request. */
    REQUEST,
    /** Report check results from outside. */
    REPORT_CHECK,
    /** Approve or reject. Granted for a single promotion by holding a role that one of its approval rules names. */
    DECIDE,
    /** Reject without being one of the asked approvers. */
    VETO,
    /** Ask for an earlier release to be put back. */
    ROLL_BACK,
    /** End other people's requests and close repair tasks. */
    OPERATE,
    /** Stop all promotions of a workspace or of the organization, and let them go on. */
    STOP_LINE,
    /** Hold automation, pin an artifact, mark a version as bad, revoke a check result, and take that back. */
    HOLD_BACK,
    /** Read what workspaces are configured with; secrets are references and stay so. */
    READ_CONFIGURATION,
    /** Create, change, configure and archive workspaces. */
    MANAGE_WORKSPACE,
    /** Replace the policy of a workspace. */
    MANAGE_POLICY,
    /** Pass approvals by in an emergency, where the policy allows that. */
    BREAK_GLASS,
    /** Ask for a promotion that passes over workspaces of the path. */
    SKIP_WORKSPACE,
    /** Create and change the organization. */
    MANAGE_ORGANIZATION,
    /** Announce and end freezes; whom a freeze names may also grant exceptions from it. */
    MANAGE_FREEZES,
    /** Erase persons, set and lift legal holds. */
    MANAGE_PRIVACY,
    /** Read the audit trail. */
    AUDIT
}
