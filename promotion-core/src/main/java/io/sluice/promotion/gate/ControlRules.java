package io.sluice.promotion.gate;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionKind;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Has a person put something in the way? Whoever is approved already waits until it is lifted. A stopped line is a pause and
 * lets people ask and decide meanwhile; for a pinned target or bad content nobody is asked at all.
 */
final class ControlRules {
    private ControlRules() {}

    static void judge(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        for (Control control : facts.controls()) {
            if (control.scope() instanceof ControlScope.Line line) {
                boolean concerns =
                        line.workspace().map(facts.target().id()::equals).orElse(true);
                if (concerns && moment == Gate.Moment.DEPLOYMENT && facts.kind() == PromotionKind.PROMOTION) {
                    blocked.accept(stopped(control, line, facts));
                }
            } else if (control.scope() instanceof ControlScope.Pinned pin) {
                if (concerns(facts, pin.workspace(), pin.artifact())) {
                    blocked.accept(pinned(control, facts));
                }
            } else if (control.scope() instanceof ControlScope.BadVersion bad
                    && bad.artifact().equals(facts.version().artifact())
                    && bad.digest().equals(facts.version().digest())) {
                blocked.accept(bad(control, facts));
            }
        }
    }

    private static boolean concerns(GateFacts facts, WorkspaceId workspace, ArtifactRef artifact) {
        return workspace.equals(facts.target().id())
                && artifact.equals(facts.version().artifact());
    }

    private static Blocker stopped(Control control, ControlScope.Line line, GateFacts facts) {
        String where = line.workspace().isPresent() ? "into " + facts.target().name() : "of the organization";
        return new Blocker(
                "line.stopped",
                "All promotions " + where + " are stopped: " + control.reason(),
                Blocker.Lifts.WHEN_RELEASED,
                "whoever may stop the line",
                evidence(control),
                Optional.empty(),
                "Wait until the line is resumed; Sluice then goes on by itself.");
    }

    private static Blocker pinned(Control control, GateFacts facts) {
        return new Blocker(
                "target.pinned",
                facts.version().artifact() + " is pinned in " + facts.target().name() + ": " + control.reason(),
                Blocker.Lifts.WHEN_RELEASED,
                "whoever may pin artifacts there",
                evidence(control),
                Optional.empty(),
                "Have it unpinned.");
    }

    private static Blocker bad(Control control, GateFacts facts) {
        return new Blocker(
                "version.bad",
                "Version " + facts.version().label() + " is marked as bad: " + control.reason(),
                Blocker.Lifts.WHEN_RELEASED,
                "whoever may mark versions as bad",
                evidence(control),
                Optional.empty(),
                "Choose another version, or have the mark taken back.");
    }

    private static String evidence(Control control) {
        return "by " + control.setBy() + " at " + control.setAt();
    }
}
