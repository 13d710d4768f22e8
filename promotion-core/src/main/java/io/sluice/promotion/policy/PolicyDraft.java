package io.sluice.promotion.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A policy while one of its fields is exchanged. */
final class PolicyDraft {
    List<ApprovalStage> stages;
    ApprovalTerms approvals;
    List<CheckRequirement> checks;
    Duration approvalDeadline;
    OnDeadline onDeadline;
    Reminders reminders;
    List<ChangeWindow> windows;
    Duration soak;
    OpenRequests openRequests;
    Optional<ApprovalStage> rollback;
    boolean automaticRollback;
    Optional<AutoPromotion> autoPromotion;
    Optional<BreakGlass> breakGlass;
    String process;

    PolicyDraft(PromotionPolicy policy) {
        this.stages = policy.stages();
        this.approvals = policy.approvals();
        this.checks = policy.checks();
        this.approvalDeadline = policy.approvalDeadline();
        this.onDeadline = policy.onDeadline();
        this.reminders = policy.reminders();
        this.windows = policy.windows();
        this.soak = policy.soak();
        this.openRequests = policy.openRequests();
        this.rollback = policy.rollback();
        this.automaticRollback = policy.automaticRollback();
        this.autoPromotion = policy.autoPromotion();
        this.breakGlass = policy.breakGlass();
        this.process = policy.process();
    }

    PromotionPolicy policy() {
        return new PromotionPolicy(
                stages,
                approvals,
                checks,
                approvalDeadline,
                onDeadline,
                reminders,
                windows,
                soak,
                openRequests,
                rollback,
                automaticRollback,
                autoPromotion,
                breakGlass,
                process);
    }
}
