package io.sluice.promotion.gate;

import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.workspace.Workspace;
import java.util.Optional;
import java.util.function.Consumer;

/** May this version travel this way at all? */
final class PathRules {
    private PathRules() {}

    static void judge(GateFacts facts, Consumer<Blocker> blocked) {
        ended(facts, blocked);
        archived(facts.source(), blocked);
        if (facts.kind() == PromotionKind.ROLLBACK) {
            backward(facts, blocked);
        } else {
            archived(facts.target(), blocked);
            forward(facts, blocked);
        }
    }

    private static void ended(GateFacts facts, Consumer<Blocker> blocked) {
        facts.request()
                .filter(request -> !request.isOpen())
                .ifPresent(request -> blocked.accept(never(
                        "promotion.ended",
                        "The promotion has ended: " + request.status() + ".",
                        "Request it again if it is still wanted.")));
    }

    private static void forward(GateFacts facts, Consumer<Blocker> blocked) {
        Workspace source = facts.source();
        Workspace target = facts.target();
        if (source.id().equals(target.id())) {
            blocked.accept(never(
                    "promotion.sameWorkspace", "Source and target are the same workspace.", "Choose another target."));
        } else if (facts.exemptions().skip().isPresent()) {
            passingOver(facts, facts.exemptions().skip().get(), blocked);
        } else if (!target.promotionFrom().equals(Optional.of(source.id()))) {
            String allowed = target.promotionFrom()
                    .map(from -> "Versions enter " + target.name() + " only from workspace " + from + ".")
                    .orElse("Workspace " + target.name() + " is at the head of its path or on none.");
            blocked.accept(never("promotion.wrongDirection", allowed, "Choose a target that follows the source."));
        } else if (!facts.wasLiveInSource()) {
            blocked.accept(never(
                    "version.notInSource",
                    "Version " + facts.version().label() + " was never live in " + source.name()
                            + " with this content.",
                    "Promote it into " + source.name() + " first."));
        }
    }

    /** It never was tried in between, so it must be in use where it comes from. */
    private static void passingOver(GateFacts facts, Exemptions.PassedOver skip, Consumer<Blocker> blocked) {
        if (!skip.liveInSource()) {
            blocked.accept(never(
                    "version.notLiveInSource",
                    "Version " + facts.version().label() + " is not live in "
                            + facts.source().name() + " with this content.",
                    "Only what is live there may pass over workspaces."));
        }
    }

    private static void backward(GateFacts facts, Consumer<Blocker> blocked) {
        if (!facts.wasLiveInTarget()) {
            blocked.accept(never(
                    "release.neverLive",
                    "Version " + facts.version().label() + " was never live in "
                            + facts.target().name() + " with this content.",
                    "Choose a version from the release history."));
        }
    }

    private static void archived(Workspace workspace, Consumer<Blocker> blocked) {
        if (workspace.isArchived()) {
            blocked.accept(never(
                    "workspace.archived",
                    "Workspace " + workspace.name() + " is archived.",
                    "Choose another workspace."));
        }
    }

    private static Blocker never(String code, String message, String action) {
        return new Blocker(code, message, Blocker.Lifts.NEVER, "nobody", "", Optional.empty(), action);
    }
}
