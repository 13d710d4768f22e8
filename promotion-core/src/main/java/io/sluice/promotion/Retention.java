package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.RetentionRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.trail.RetentionJob;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the bodies of ended promotions are kept: what people wrote, evidence of checks, messages, and the data of events.
 * The events themselves stay and can be verified. A legal hold stops the removal. Thread-safe.
 */
public final class Retention {
    /** What a legal hold keeps. */
    public sealed interface Scope {
        /** Everything. */
        record Everything() implements Scope {}

        /** Promotions into and out of a workspace. */
        record OfWorkspace(WorkspaceId workspace) implements Scope {}

        /** One promotion. */
        record OfPromotion(PromotionId promotion) implements Scope {}
    }

    /**
     * A legal hold.
     *
     * @param id of the hold
     * @param scope what it keeps
     * @param reason why it was set
     * @param setBy who set it
     * @param setAt when
     * @param liftedBy who lifted it; empty while it is in force
     * @param liftedAt when it was lifted
     */
    public record Hold(
            String id,
            Scope scope,
            String reason,
            PersonId setBy,
            Instant setAt,
            Optional<PersonId> liftedBy,
            Optional<Instant> liftedAt) {}

    private record NewHold(Scope scope, String reason) {}

    private record Lift(String id, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final RetentionJob job;

    Retention(Core core, RetentionJob job) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.job = job;
    }

    /**
     * Removes bodies whose retention period is over, each in a transaction of its own. Call it outside of any transaction,
     * about once an hour and again while it returns the limit. Any number of nodes may.
     *
     * @param limit how many at most, 1 to 1,000
     * @return how many
     */
    public int run(int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new InvalidInputException("limit", "page.limit", "limit must be 1 to 1,000.");
        }
        return job.run(limit);
    }

    /**
     * Sets a legal hold: nothing in its scope is removed or erased until it is lifted.
     *
     * @throws NotFoundException when its workspace or promotion does not exist
     */
    public Hold hold(Actor actor, OrganizationId organization, Scope scope, String reason, IdempotencyKey key) {
        NewHold wanted = new NewHold(scope, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.SET_LEGAL_HOLD, key, wanted);
        return pipeline.create(call, caller -> wanted, this::set, id -> find(organization, id));
    }

    private String set(Caller caller, NewHold wanted) {
        authorization.require(caller, Operation.SET_LEGAL_HOLD);
        OrganizationId organization = caller.organization();
        catalog.organization(organization);
        Optional<WorkspaceId> workspace = wanted.scope() instanceof Scope.OfWorkspace of
                ? Optional.of(catalog.workspace(organization, of.workspace()).id())
                : Optional.empty();
        Optional<PromotionId> promotion = wanted.scope() instanceof Scope.OfPromotion of
                ? Optional.of(pipeline.promotion(organization, of.promotion()).id())
                : Optional.empty();
        String id = Ids.next();
        storage.retention()
                .insert(new RetentionRows.Hold(
                        organization,
                        id,
                        workspace,
                        promotion,
                        wanted.reason(),
                        caller.person(),
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()));
        audit.security(
                caller,
                "hold.set",
                Map.of(
                        "hold",
                        id,
                        "workspace",
                        workspace.map(WorkspaceId::value).orElse(""),
                        "promotion",
                        promotion.map(PromotionId::value).orElse(""),
                        "reason",
                        wanted.reason()));
        return id;
    }

    /**
     * Lifts a legal hold.
     *
     * @throws NotFoundException when no hold of that id is in force
     */
    public Hold lift(Actor actor, OrganizationId organization, String hold, String reason, IdempotencyKey key) {
        Lift wanted = new Lift(Identifier.require("hold", hold), Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.LIFT_LEGAL_HOLD, key, wanted);
        return pipeline.create(call, caller -> wanted, this::lift, id -> find(organization, id));
    }

    private String lift(Caller caller, Lift wanted) {
        authorization.require(caller, Operation.LIFT_LEGAL_HOLD);
        boolean lifted = storage.retention().lift(caller.organization(), wanted.id(), caller.person(), clock.instant());
        if (!lifted) {
            throw new NotFoundException("hold");
        }
        audit.security(caller, "hold.lifted", Map.of("hold", wanted.id(), "reason", wanted.reason()));
        return wanted.id();
    }

    /** All legal holds of an organization, the oldest first, those that were lifted as well. */
    public List<Hold> holds(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_LEGAL_HOLD);
            return storage.retention().holds(organization).stream()
                    .map(Retention::shown)
                    .toList();
        });
    }

    private Hold find(OrganizationId organization, String id) {
        return storage.retention().holds(organization).stream()
                .filter(hold -> hold.id().equals(id))
                .findFirst()
                .map(Retention::shown)
                .orElseThrow(() -> new NotFoundException("hold"));
    }

    private static Hold shown(RetentionRows.Hold hold) {
        Scope scope = hold.promotion()
                .<Scope>map(Scope.OfPromotion::new)
                .or(() -> hold.workspace().map(Scope.OfWorkspace::new))
                .orElseGet(Scope.Everything::new);
        return new Hold(hold.id(), scope, hold.reason(), hold.setBy(), hold.setAt(), hold.liftedBy(), hold.liftedAt());
    }
}
