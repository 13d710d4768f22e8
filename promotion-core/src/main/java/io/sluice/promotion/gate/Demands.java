package io.sluice.promotion.gate;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.PromotionKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a policy demands of one kind of request. Going back to an earlier release needs its own approvals, no checks, and
 * is exempt from windows, freezes and soak.
 *
 * @param stages who must agree, in order
 * @param checks what must have passed
 * @param policy where the demands come from
 * @param windowed whether change windows, freezes and the soak apply
 */
public record Demands(
        List<ApprovalStage> stages, List<CheckRequirement> checks, PromotionPolicy policy, boolean windowed) {
    /** The demands of the policy on this kind of request. */
    public static Demands of(PromotionKind kind, PromotionPolicy policy) {
        return switch (kind) {
            case PROMOTION -> new Demands(policy.stages(), policy.checks(), policy, true);
            case ROLLBACK -> new Demands(policy.rollback().stream().toList(), List.of(), policy, false);
        };
    }

    /** The stage of that name, if it is demanded. */
    public Optional<ApprovalStage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** What is asked for together, in order. */
    public List<Round> rounds() {
        return stages.stream().map(stage -> Round.of(stage, policy)).toList();
    }

    /** The names of the checks, in order. */
    public List<String> checkNames() {
        return checks.stream().map(check -> check.name().value()).toList();
    }

    /** When a deployment may begin: in any of these; empty means always. */
    public List<CalendarSpan> windows() {
        return windowed ? policy.windows().stream().map(ChangeWindow::span).toList() : List.of();
    }

    /** How long the version must have been live in the source. */
    public Duration soak() {
        return windowed ? policy.soak() : Duration.ZERO;
    }
}
