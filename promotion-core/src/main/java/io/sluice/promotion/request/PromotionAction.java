package io.sluice.promotion.request;

/** What people can do with a promotion, as far as a screen offers it. */
public enum PromotionAction {
    /** Say yes. */
    APPROVE,
    /** Say no. */
    REJECT,
    /** Withdraw the request. */
    CANCEL,
    /** Write something beside it. */
    COMMENT,
    /** Ask for everything to be put back that it brought. */
    ROLL_BACK,
    /** Plan its deployment for another time. */
    RESCHEDULE,
    /** Give those who are asked more time. */
    EXTEND_DEADLINE,
    /** Close its repair task. */
    CLOSE_REPAIR,
    /** Declare an emergency, to pass by its approvals. */
    BYPASS,
    /** Remind those who are asked. */
    REMIND,
    /** Ask for the attention of certain persons among those who are asked. */
    ASSIGN
}
