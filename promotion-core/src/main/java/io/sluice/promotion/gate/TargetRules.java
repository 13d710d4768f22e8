package io.sluice.promotion.gate;

import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Optional;
import java.util.function.Consumer;

/** Is there room for this version in the target, and is the target as it was when people were asked? */
final class TargetRules {
    private TargetRules() {}

    static void judge(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        alreadyLive(facts, blocked);
        moved(facts, blocked);
        inFlight(facts, moment, blocked);
        room(facts, moment, blocked);
        if (moment == Gate.Moment.DEPLOYMENT) {
            held(facts, blocked);
        }
    }

    /** What is recorded to be live may be put back where something else was found. */
    private static void alreadyLive(GateFacts facts, Consumer<Blocker> blocked) {
        if (facts.kind() == PromotionKind.ROLLBACK
                && facts.surroundings().drift().isPresent()) {
            return;
        }
        facts.current()
                .filter(release -> release.digest().equals(facts.version().digest()))
                .ifPresent(release -> blocked.accept(new Blocker(
                        "promotion.alreadyDeployed",
                        "Version " + release.version() + " is already live in "
                                + facts.target().name() + ".",
                        Blocker.Lifts.NEVER,
                        "nobody",
                        "release " + release.id(),
                        Optional.empty(),
                        "There is nothing to do.")));
    }

    private static void moved(GateFacts facts, Consumer<Blocker> blocked) {
        facts.request().ifPresent(request -> {
            Optional<ReleaseId> now = facts.current().map(Release::id);
            Optional<ReleaseId> then = request.item(facts.version().artifact()).flatMap(PromotionItem::restores);
            if (!then.equals(now)) {
                blocked.accept(new Blocker(
                        "target.moved",
                        "What is live in " + facts.target().name() + " changed since people were asked.",
                        Blocker.Lifts.NEVER,
                        "nobody",
                        "then " + then.map(ReleaseId::value).orElse("nothing") + ", now "
                                + now.map(ReleaseId::value).orElse("nothing"),
                        Optional.empty(),
                        "Request the promotion again."));
            }
        });
    }

    private static void inFlight(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        Optional<PromotionRequest> ahead = facts.inFlight()
                .filter(other ->
                        facts.request().map(own -> !own.id().equals(other.id())).orElse(true));
        if (queues(facts)) {
            ahead.filter(other -> moment == Gate.Moment.DEPLOYMENT)
                    .ifPresent(other -> blocked.accept(new Blocker(
                            "promotion.inLine",
                            "Promotion " + other.id() + " of " + what(other, facts) + " into "
                                    + facts.target().name() + " comes first.",
                            Blocker.Lifts.BY_ITSELF,
                            "nobody",
                            "promotion " + other.id(),
                            Optional.empty(),
                            "Wait; Sluice begins this one when that one has ended.")));
            return;
        }
        ahead.ifPresent(other -> blocked.accept(new Blocker(
                "promotion.inFlight",
                "Promotion " + other.id() + " of " + what(other, facts) + " into "
                        + facts.target().name() + " is still open.",
                Blocker.Lifts.BY_PEOPLE,
                "the requester of " + other.id(),
                "promotion " + other.id(),
                Optional.empty(),
                "Wait until it ends, or have it cancelled.")));
    }

    /** A request that exists is in line or not; one that does not exist yet would be, if the policy in force says so. */
    private static boolean queues(GateFacts facts) {
        boolean would = facts.kind() == PromotionKind.PROMOTION
                && facts.policies().get(facts.policies().size() - 1).policy().openRequests() == OpenRequests.QUEUE;
        return facts.request().map(PromotionRequest::isInLine).orElse(would);
    }

    private static String what(PromotionRequest other, GateFacts facts) {
        String version = "version "
                + other.item(facts.version().artifact())
                        .orElse(other.items().get(0))
                        .version();
        return other.isUnit() ? version + " and " + other.others().size() + " more together" : version;
    }

    private static void room(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        int most = facts.target().limits().maxAgents();
        int wanted = facts.together().newcomers();
        if (facts.current().isPresent() || facts.kind() == PromotionKind.ROLLBACK) {
            return;
        }
        if (facts.liveArtifacts() + wanted > most) {
            blocked.accept(new Blocker(
                    "limit.maxAgents",
                    facts.target().name() + " holds " + facts.liveArtifacts() + " of " + most + " artifacts"
                            + (wanted > 1 ? ", and " + wanted + " more want in." : "."),
                    Blocker.Lifts.BY_PEOPLE,
                    "a workspace administrator",
                    facts.liveArtifacts() + " of " + most,
                    Optional.empty(),
                    "Raise the limit of the workspace or take an artifact away."));
        } else if (moment == Gate.Moment.DEPLOYMENT
                && !facts.holdsTarget()
                && facts.liveArtifacts() + facts.promisedPlaces() + wanted > most) {
            blocked.accept(new Blocker(
                    "limit.promised",
                    "Other promotions are about to take the last places in "
                            + facts.target().name() + ".",
                    Blocker.Lifts.BY_ITSELF,
                    "nobody",
                    facts.liveArtifacts() + " live and " + facts.promisedPlaces() + " promised of " + most,
                    Optional.empty(),
                    "Wait; Sluice goes on by itself."));
        }
    }

    private static void held(GateFacts facts, Consumer<Blocker> blocked) {
        facts.heldBy()
                .filter(holder ->
                        facts.request().map(own -> !own.id().equals(holder)).orElse(true))
                .ifPresent(holder -> blocked.accept(new Blocker(
                        "target.busy",
                        "Promotion " + holder + " is changing the target right now.",
                        Blocker.Lifts.BY_ITSELF,
                        "nobody",
                        "promotion " + holder,
                        Optional.empty(),
                        "Wait; Sluice goes on by itself.")));
    }
}
