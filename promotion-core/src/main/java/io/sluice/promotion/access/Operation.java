package io.sluice.promotion.access;

/** Everything a caller can ask of Sluice, and the permission it takes. What is not listed here cannot be asked. */
public enum Operation {
    /** Create the organization itself. */
    CREATE_ORGANIZATION(Permission.MANAGE_ORGANIZATION),
    /** Read the organization. */
    VIEW_ORGANIZATION(Permission.VIEW),
    /** Read the names of members; whoever holds any role may. */
    VIEW_PEOPLE(Permission.VIEW),
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
    /** Propose to weaken the policy of a protected workspace. */
    PROPOSE_POLICY(Permission.MANAGE_POLICY),
    /** Say yes to such a proposal. Takes a role that the policy in force asks. */
    APPROVE_POLICY_CHANGE(Permission.DECIDE),
    /** Say no to such a proposal. Takes such a role, or the permission to veto. */
    REJECT_POLICY_CHANGE(Permission.DECIDE),
    /** Take such a proposal back. Its proposer may, too. */
    WITHDRAW_POLICY_CHANGE(Permission.MANAGE_POLICY),
    /** Read policy revisions and proposals. */
    VIEW_POLICY(Permission.VIEW),
    /** Register an artifact version. */
    REGISTER_VERSION(Permission.REGISTER),
    /** Read artifact versions. */
    VIEW_VERSION(Permission.VIEW),
    /** Report a check result from outside. */
    REPORT_CHECK(Permission.REPORT_CHECK),
    /** Read check results. */
    VIEW_CHECK(Permission.VIEW),
    /** Say that a check result counts no longer. */
    REVOKE_CHECK(Permission.HOLD_BACK),
    /** Stop all promotions, and let them go on. */
    STOP_LINE(Permission.STOP_LINE),
    /** Pin an artifact to what is live, and let go of it. */
    PIN_ARTIFACT(Permission.HOLD_BACK),
    /** Mark content as bad, and take that back. */
    MARK_BAD(Permission.HOLD_BACK),
    /** Hold the automatic promotions of an artifact, and release them. */
    HOLD_AUTOMATION(Permission.HOLD_BACK),
    /** Read what people put in the way, and why Sluice promotes something by itself or does not. */
    VIEW_CONTROL(Permission.VIEW),
    /** Say that a release does not work as it should. */
    REPORT_UNHEALTHY(Permission.REPORT_CHECK),
    /** Ask for a promotion. */
    REQUEST_PROMOTION(Permission.REQUEST),
    /** Ask for a promotion that passes over workspaces of the path. */
    SKIP_WORKSPACE(Permission.SKIP_WORKSPACE),
    /** Ask to pass by the approvals of a promotion in an emergency. */
    REQUEST_BYPASS(Permission.BREAK_GLASS),
    /** Confirm, as the second person, that approvals are passed by. */
    CONFIRM_BYPASS(Permission.BREAK_GLASS),
    /** Say afterwards whether it was right to pass approvals by. */
    REVIEW_BYPASS(Permission.AUDIT),
    /** Read emergencies. */
    VIEW_BYPASS(Permission.VIEW),
    /** Ask for an earlier release to be put back. */
    REQUEST_ROLLBACK(Permission.ROLL_BACK),
    /** Say yes to a promotion. */
    APPROVE(Permission.DECIDE),
    /** Say no to a promotion. */
    REJECT(Permission.DECIDE),
    /** Decide on several promotions at once; each is authorized on its own. */
    DECIDE_ALL(Permission.DECIDE),
    /** Hand an open approval to certain persons. */
    ASSIGN_APPROVAL(Permission.OPERATE),
    /** Remind those who are asked for an approval. */
    REMIND_APPROVERS(Permission.VIEW),
    /** Say that one is looking at a promotion. */
    LOOK_AT_PROMOTION(Permission.VIEW),
    /** Say that one is looking no longer. */
    STOP_LOOKING(Permission.VIEW),
    /** Write something beside a promotion. */
    COMMENT(Permission.VIEW),
    /** Say that one is away, and who approves in one's place. */
    DELEGATE(Permission.DECIDE),
    /** Read who is away. */
    VIEW_DELEGATION(Permission.VIEW),
    /** End a delegation before its time. */
    END_DELEGATION(Permission.DECIDE),
    /** End a request before it is decided or deployed. */
    CANCEL(Permission.REQUEST),
    /** Plan a deployment for another time. */
    RESCHEDULE(Permission.REQUEST),
    /** Give approvers more time. */
    EXTEND_DEADLINE(Permission.OPERATE),
    /** Announce a freeze. */
    CREATE_FREEZE(Permission.MANAGE_FREEZES),
    /** End a freeze before its time. */
    LIFT_FREEZE(Permission.MANAGE_FREEZES),
    /** Let a promotion pass a freeze. */
    GRANT_FREEZE_EXCEPTION(Permission.MANAGE_FREEZES),
    /** Read freezes and when the next opening is. */
    VIEW_FREEZE(Permission.VIEW),
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
    /** Add an endpoint that is told what happens. */
    ADD_WEBHOOK(Permission.MANAGE_ORGANIZATION),
    /** Change such an endpoint. */
    CHANGE_WEBHOOK(Permission.MANAGE_ORGANIZATION),
    /** Give such an endpoint a new secret. */
    ROTATE_WEBHOOK_SECRET(Permission.MANAGE_ORGANIZATION),
    /** Take such an endpoint away. */
    REMOVE_WEBHOOK(Permission.MANAGE_ORGANIZATION),
    /** Read such endpoints and what became of their calls. */
    VIEW_WEBHOOK(Permission.MANAGE_ORGANIZATION),
    /** Choose what oneself is told; every active member may, for themselves only. */
    CHANGE_OWN_PREFERENCES(Permission.VIEW),
    /** Choose what is told about a workspace. */
    CHANGE_WORKSPACE_PREFERENCES(Permission.MANAGE_WORKSPACE),
    /** Put a process file into the engine. */
    DEPLOY_PROCESS(Permission.MANAGE_POLICY),
    /** Read process files, their versions and proofs, and judge a file without deploying it. */
    VIEW_PROCESS(Permission.VIEW),
    /** Move running promotions to another version of their process. */
    MIGRATE_PROMOTIONS(Permission.OPERATE),
    /** Send a message to the process of a promotion. */
    SEND_MESSAGE(Permission.OPERATE),
    /** Say that a warning about a process file may stand. */
    GRANT_WAIVER(Permission.MANAGE_POLICY),
    /** Take such a word back. */
    REVOKE_WAIVER(Permission.MANAGE_POLICY),
    /** Read such words. */
    VIEW_WAIVER(Permission.VIEW),
    /** Read which steps gave up. */
    VIEW_INCIDENT(Permission.OPERATE),
    /** Give such a step its attempts again. */
    RETRY_INCIDENT(Permission.OPERATE),
    /** End a promotion whose step gave up. */
    GIVE_UP_INCIDENT(Permission.OPERATE),
    /** Read whether the organization stands still after a restore, and what was open then. */
    VIEW_SAFE_MODE(Permission.OPERATE),
    /** Have the organization go on after a restore. */
    LEAVE_SAFE_MODE(Permission.OPERATE),
    /** Say after how many days ended promotions are archived. */
    CHANGE_ARCHIVING(Permission.MANAGE_PRIVACY),
    /** Read that. */
    VIEW_ARCHIVING(Permission.AUDIT);

    private final Permission permission;

    Operation(Permission permission) {
        this.permission = permission;
    }

    /** The permission it takes. */
    public Permission permission() {
        return permission;
    }
}
