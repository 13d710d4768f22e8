package io.sluice.promotion.lifecycle;

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
import io.sluice.promotion.release.Release;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that wait behind another one for the same artifact and target. The oldest one begins in the unit of work that
 * ends the one before. Whoever joins holds the row of the request in flight locked, so that it cannot end unseen.
 */
public final class RequestQueue {

    private final CommandPipeline pipeline;
    private final Transactions transactions;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Messages messages;
    private final Drafts drafts;
    private final PromotionFlow flow;
    private final Clock clock;

    public RequestQueue(Core core) {
        this.pipeline = core.pipeline();
        this.transactions = core.transactions();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.messages = core.messages();
        this.drafts = new Drafts(core);
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
        Optional<PromotionRequest> ahead = storage.promotions()
                .inFlight(
                        question.organization(),
                        question.version().artifact(),
                        question.target().id());
        if (ahead.isEmpty()) {
            return storage.line()
                    .nextInLine(
                            question.organization(),
                            question.version().artifact(),
                            question.target().id())
                    .isPresent();
        }
        PromotionRequest now = storage.promotions()
                .lock(question.organization(), ahead.get().id())
                .orElseThrow()
                .request();
        if (!now.isOpen()) {
            throw new ConflictException("request.race", "The request before this one ended at this moment; ask again.");
        }
        return true;
    }

    /** Begins the oldest request that waits for the same target and still can be carried out. */
    public void advance(PromotionRequest ended) {
        Optional<PromotionRequest> next = next(ended);
        while (next.isPresent() && !begin(next.get(), "end of " + ended.id())) {
            next = next(ended);
        }
    }

    /** Begins what waits for something that is gone: after the rules or the path were changed, or a node died. */
    public int advanceStalled(int limit) {
        List<PromotionRequest> stalled = storage.line().stalled(limit);
        stalled.forEach(request -> transactions.requiresNew(() -> {
            boolean free = storage.promotions()
                    .inFlight(request.organization(), request.artifact(), request.target())
                    .isEmpty();
            if (free) {
                begin(request, "queue");
            }
            return free;
        }));
        return stalled.size();
    }

    private Optional<PromotionRequest> next(PromotionRequest ended) {
        return storage.line().nextInLine(ended.organization(), ended.artifact(), ended.target());
    }

    /** What was live when it was requested is not what a rollback would put back now: nobody has decided on it yet. */
    private boolean begin(PromotionRequest waiting, String cause) {
        LockedPromotion unit = pipeline.lock(waiting.organization(), waiting.id(), AuditLog.system(cause));
        PromotionRequest request = unit.request();
        if (!request.isInLine()) {
            return false;
        }
        Optional<ReleaseId> restores = storage.releases()
                .current(request.organization(), request.target(), request.artifact())
                .map(Release::id);
        PromotionRequest rebound = drafts.bound(request, restores);
        GateFacts now = facts.read(facts.about(rebound), FactsReader.People.UNASKED);
        if (Gate.judge(now, Gate.Moment.REQUEST) instanceof GateDecision.Blocked blocked) {
            fail(unit, blocked.summary());
            return false;
        }
        if (!flow.canRun(request.process())) {
            fail(unit, "There is no process " + request.process() + " any more.");
            return false;
        }
        storage.line().rebind(rebound);
        LockedPromotion begun = pipeline.lock(request.organization(), request.id(), AuditLog.system(cause));
        begun.enter(PromotionPhase.CHECKING, "");
        begun.record(
                "promotion.begun",
                Map.of("restores", restores.map(ReleaseId::value).orElse("")));
        begun.afterwards(() -> flow.start(begun.request()));
        begun.save();
        return true;
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
