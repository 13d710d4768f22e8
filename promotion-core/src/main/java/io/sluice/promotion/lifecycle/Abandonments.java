package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Ends a promotion whose process cannot go on. Where its deployer was at work, it is asked what is live, and the record
 * follows: nobody gives up on a target of which nobody knows what it runs.
 */
public final class Abandonments {
    /** What is given up, and what the deployer said if it was at work. */
    public record Looked(PromotionId promotion, Map<String, String> facts, Optional<Repairs.Found> found) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Decisions decisions;
    private final Repairs repairs;
    private final Clock clock;

    public Abandonments(Core core, Decisions decisions, Repairs repairs) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.clock = core.clock();
        this.decisions = decisions;
        this.repairs = repairs;
    }

    /** Asks the deployer, outside of the transaction, if it was at work. */
    public Looked look(Caller caller, PromotionId id, Map<String, String> facts) {
        PromotionRequest request = pipeline.promotion(caller.organization(), id);
        requireAllowed(caller, request);
        boolean touched = request.isOpen() && !attempts(request).isEmpty();
        return new Looked(id, facts, touched ? Optional.of(repairs.ask(request)) : Optional.empty());
    }

    /**
     * Ends the promotion as failed, and returns its id.
     *
     * @param stands whether what holds it up is still there, asked while its row is locked
     * @throws NotFoundException when it is not
     */
    public String giveUp(Caller caller, Looked looked, String reason, BooleanSupplier stands) {
        LockedPromotion unit = pipeline.lock(caller.organization(), looked.promotion(), AuditLog.actorOf(caller));
        giveUp(caller, unit, looked, reason, stands);
        unit.save();
        return looked.promotion().value();
    }

    private void giveUp(Caller caller, LockedPromotion unit, Looked looked, String reason, BooleanSupplier stands) {
        Optional<Repairs.Found> found = looked.found();
        PromotionRequest request = unit.request();
        requireAllowed(caller, request);
        if (!request.isOpen()) {
            throw new ConflictException(
                    "promotion.alreadyDecided", "This promotion has ended: " + request.status() + ".");
        }
        if (!stands.getAsBoolean()) {
            throw new NotFoundException("incident");
        }
        List<Attempt> attempts = attempts(request);
        if (!attempts.isEmpty() && found.isEmpty()) {
            throw new ConflictException("request.race", "The deployer was called meanwhile.");
        }
        String live = found.map(said -> repairs.agree(request, said)).orElse("");
        attempts.stream()
                .filter(attempt -> attempt.state() == Attempt.State.STARTED)
                .forEach(attempt ->
                        storage.attempts().update(attempt.finished(Attempt.State.LOST, "Given up.", clock.instant())));
        Map<String, Object> facts = new TreeMap<>(looked.facts());
        facts.put("reason", reason);
        facts.put("live", live);
        unit.record("incident.givenUp", facts);
        decisions.endByCore(unit, PromotionStatus.FAILED, "Given up: " + reason, Optional.of(caller.person()));
    }

    private List<Attempt> attempts(PromotionRequest request) {
        return storage.attempts().list(request.organization(), request.id());
    }

    private void requireAllowed(Caller caller, PromotionRequest request) {
        authorization.require(caller, Operation.GIVE_UP_INCIDENT, request, catalog.demands(request));
    }
}
