package io.sluice.promotion.access;

/** Everything a caller can ask of Sluice, and the permission it takes. What is not listed here cannot be asked. */
public enum Operation {
    /** Create the organization itself. */
    CREATE_ORGANIZATION(Permission.MANAGE_ORGANIZATION),
    /** Read the organization. */
    VIEW_ORGANIZATION(Permission.VIEW),
    /** Create a workspace. */
    CREATE_WORKSPACE(Permission.MANAGE_WORKSPACE),
    /** Change a workspace. */
    CHANGE_WORKSPACE(Permission.MANAGE_WORKSPACE),
    /** Archive a workspace. */
    ARCHIVE_WORKSPACE(Permission.MANAGE_WORKSPACE),
    /** Change configuration keys or the settings of a workspace. */
    CONFIGURE(Permission.MANAGE_WORKSPACE),
    /** Read configuration keys and the settings of a workspace. */
    VIEW_CONFIGURATION(Permission.READ_CONFIGURATION),
    /** Read where environments do not keep apart. */
    VIEW_ISOLATION(Permission.READ_CONFIGURATION),
    /** Read a workspace. */
    VIEW_WORKSPACE(Permission.VIEW),
    /** Put another policy revision in force. */
    REPLACE_POLICY(Permission.MANAGE_POLICY),
    /** Read policy revisions. */
    VIEW_POLICY(Permission.VIEW),
    /** Register an artifact version. */
    REGISTER_VERSION(Permission.REGISTER),
    /** Read artifact versions. */
    VIEW_VERSION(Permission.VIEW),
    /** Report a check result from outside. */
    REPORT_CHECK(Permission.REPORT_CHECK),
    /** Read check results. */
    VIEW_CHECK(Permission.VIEW),
    /** Ask for a promotion. */
    REQUEST_PROMOTION(Permission.REQUEST),
    /** Ask for an earlier release to be put back. */
    REQUEST_ROLLBACK(Permission.ROLL_BACK),
    /** Say yes to a promotion. */
    APPROVE(Permission.DECIDE),
    /** Say no to a promotion. */
    REJECT(Permission.DECIDE),
    /** End a request before it is decided or deployed. */
    CANCEL(Permission.REQUEST),
    /** Close a repair task. */
    CLOSE_REPAIR(Permission.OPERATE),
    /** Read promotions, their approvals and attempts, and why they are blocked. */
    VIEW_PROMOTION(Permission.VIEW),
    /** Read what is and was live. */
    VIEW_RELEASE(Permission.VIEW),
    /** Ask the deployer what is live. */
    CHECK_DRIFT(Permission.OPERATE),
    /** Read where something else is live than what was recorded. */
    VIEW_DRIFT(Permission.VIEW),
    /** Accept what was found live, or have the recorded version put back. */
    RESOLVE_DRIFT(Permission.OPERATE),
    /** Read and verify the audit trail. */
    VIEW_AUDIT(Permission.AUDIT),
    /** Erase a person from the audit trail. */
    ERASE_PERSON(Permission.MANAGE_PRIVACY),
    /** Set a legal hold. */
    SET_LEGAL_HOLD(Permission.MANAGE_PRIVACY),
    /** Lift a legal hold. */
    LIFT_LEGAL_HOLD(Permission.MANAGE_PRIVACY),
    /** Read the legal holds. */
    VIEW_LEGAL_HOLD(Permission.AUDIT),
    /** Read messages that could not be delivered. */
    VIEW_DEAD_LETTER(Permission.OPERATE),
    /** Send such a message again. */
    RESEND_DEAD_LETTER(Permission.OPERATE),
    /** Put a process file into the engine. */
    DEPLOY_PROCESS(Permission.MANAGE_POLICY),
    /** Read which steps gave up. */
    VIEW_INCIDENT(Permission.OPERATE),
    /** Give such a step its attempts again. */
    RETRY_INCIDENT(Permission.OPERATE);

    private final Permission permission;

    Operation(Permission permission) {
        this.permission = permission;
    }

    /** The permission it takes. */
    public Permission permission() {
        return permission;
    }
}
