package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Requests that wait behind another one for the same artifact and target. The oldest one begins in the unit of work that
 * ends the one before; a unit begins when it is the oldest for each of its artifacts and none of them is in flight. Whoever
 * joins holds the row of the request in flight locked, so that it cannot end unseen.
 */
public final class RequestQueue {
    /** What became of a request in line when it was its turn. */
    private enum Turn {
        BEGUN,
        STAYS,
        GONE
    }

    private final CommandPipeline pipeline;
    private final Transactions transactions;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Messages messages;
    private final Drafts drafts;
    private final Targets targets;
    private final PromotionFlow flow;
    private final Clock clock;

    public RequestQueue(Core core, Targets targets) {
        this.pipeline = core.pipeline();
        this.transactions = core.transactions();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.messages = core.messages();
        this.drafts = new Drafts(core);
        this.targets = targets;
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /** What the policy in force says about a second open request. */
    OpenRequests rule(FactsReader.Question question) {
        return catalog.policy(
                        question.organization(),
                        question.target().id(),
                        question.target().policyRevision())
                .policy()
                .openRequests();
    }

    /** Whether a new request has to wait. The one it waits for stays open until the caller's unit of work ends. */
    boolean mustWait(FactsReader.Question question) {
        if (question.kind() == PromotionKind.ROLLBACK || rule(question) != OpenRequests.QUEUE) {
            return false;
        }
        boolean ahead = false;
        for (ArtifactVersion version : question.versions()) {
            Optional<PromotionRequest> other = storage.promotions()
                    .inFlight(
                            question.organization(),
                            version.artifact(),
                            question.target().id());
            other.ifPresent(this::requireStaysOpen);
            ahead |= other.isPresent();
        }
        return ahead
                || question.versions().stream()
                        .anyMatch(version -> storage.line()
                                .nextInLine(
                                        question.organization(),
                                        version.artifact(),
                                        question.target().id())
                                .isPresent());
    }

    private void requireStaysOpen(PromotionRequest ahead) {
        PromotionRequest now = storage.promotions()
                .lock(ahead.organization(), ahead.id())
                .orElseThrow()
                .request();
        if (!now.isOpen()) {
            throw new ConflictException("request.race", "The request before this one ended at this moment; ask again.");
        }
    }

    /**
     * Begins what waits for the same targets, of each the oldest request, unless that waits for something else as well.
     * Where the oldest one cannot be carried out any more, the next one is looked at.
     */
    public void advance(PromotionRequest ended) {
        Deque<ArtifactRef> free = new ArrayDeque<>(artifacts(ended));
        while (!free.isEmpty()) {
            storage.line()
                    .nextInLine(ended.organization(), free.remove(), ended.target())
                    .filter(waiting -> begin(waiting, "end of " + ended.id()) == Turn.GONE)
                    .ifPresent(gone -> free.addAll(artifacts(gone)));
        }
    }

    /** Begins what waits for something that is gone: after the rules or the path were changed, or a node died. */
    public int advanceStalled(int limit) {
        List<PromotionRequest> stalled = storage.line().stalled(limit);
        stalled.forEach(request -> transactions.requiresNew(() -> begin(request, "queue")));
        return stalled.size();
    }

    private static List<ArtifactRef> artifacts(PromotionRequest request) {
        return request.items().stream().map(PromotionItem::artifact).toList();
    }

    /** What was live when it was requested is not what a rollback would put back now: nobody has decided on it yet. */
    private Turn begin(PromotionRequest waiting, String cause) {
        LockedPromotion unit = pipeline.lock(waiting.organization(), waiting.id(), AuditLog.system(cause));
        PromotionRequest request = unit.request();
        if (!request.isInLine()) {
            return Turn.GONE;
        }
        if (request.isUnit() && !isFirstEverywhere(request)) {
            return Turn.STAYS;
        }
        Map<ArtifactRef, Target> locked = targets.lock(request);
        PromotionRequest rebound = drafts.bound(request, asLive(request, locked));
        GateFacts now = facts.look(rebound).made().facts(FactsReader.People.UNASKED);
        if (now.items().stream().anyMatch(item -> item.inFlight().isPresent())) {
            return Turn.STAYS;
        }
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof GateDecision.Blocked blocked) {
            fail(unit, blocked.summary());
            return Turn.GONE;
        }
        if (!flow.canRun(request.organization(), request.process())) {
            fail(unit, "There is no process " + request.process() + " any more.");
            return Turn.GONE;
        }
        storage.line().rebind(rebound);
        LockedPromotion begun = pipeline.lock(request.organization(), request.id(), AuditLog.system(cause));
        begun.enter(PromotionPhase.CHECKING, "");
        begun.record("promotion.begun", Map.of("restores", restores(rebound)));
        begun.afterwards(() -> flow.start(begun.request()));
        begun.save();
        return Turn.BEGUN;
    }

    /**
     * Asked before its targets are locked: whoever ends something that it waits for holds a target and comes here as well,
     * and must not be waited for.
     */
    private boolean isFirstEverywhere(PromotionRequest request) {
        return artifacts(request).stream().allMatch(artifact -> {
            Optional<PromotionRequest> first =
                    storage.line().nextInLine(request.organization(), artifact, request.target());
            return first.map(PromotionRequest::id).equals(Optional.of(request.id()))
                    && storage.promotions()
                            .inFlight(request.organization(), artifact, request.target())
                            .isEmpty();
        });
    }

    private static List<PromotionItem> asLive(PromotionRequest request, Map<ArtifactRef, Target> locked) {
        return request.items().stream()
                .map(item -> new PromotionItem(
                        item.artifact(),
                        item.version(),
                        item.digest(),
                        Optional.ofNullable(locked.get(item.artifact())).flatMap(Target::current)))
                .toList();
    }

    private static String restores(PromotionRequest request) {
        return request.items().stream()
                .map(item -> item.restores().map(ReleaseId::value).orElse(""))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private void fail(LockedPromotion unit, String why) {
        PromotionRequest request = unit.request();
        unit.end(PromotionStatus.FAILED, why, clock.instant(), Optional.empty());
        unit.record("promotion.ended", Map.of("status", PromotionStatus.FAILED.name(), "detail", why));
        Facts facts = Facts.of(Fact.OUTCOME, PromotionStatus.FAILED).and(Fact.DETAIL, why);
        messages.toPerson(request, NotificationKind.OUTCOME, request.requestedBy(), facts);
        unit.save();
    }
}
