package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.calendar.Occurrence;
import io.sluice.promotion.calendar.Openings;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeException;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.FreezeExceptions;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times in which nothing goes live. What is held waits and goes on by itself afterwards; going back to an earlier release
 * is never held. Thread-safe.
 */
public final class Freezes {
    /** How many freezes of an organization may lie in the present and the future. */
    public static final int MOST_PENDING = 200;

    /**
     * One stretch of time in which a freeze holds.
     *
     * @param freeze which freeze
     * @param when from when until when
     */
    public record Upcoming(Freeze freeze, Occurrence when) {}

    private record Ended(FreezeId freeze, String reason) {}

    private record Excepted(FreezeId freeze, PromotionId promotion, String subjectHash, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final FreezeExceptions exceptions;
    private final Clock clock;

    Freezes(Core core, FreezeExceptions exceptions) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.exceptions = exceptions;
        this.clock = core.clock();
    }

    /**
     * Announces a freeze. It holds from its beginning on, also what is approved already.
     *
     * @throws InvalidInputException {@code freeze.over} when it lies in the past, {@code workspace.archived}
     * @throws ConflictException {@code freeze.tooManyPending} when the organization has {@value #MOST_PENDING} that are not
     *     over
     */
    public Freeze create(Actor actor, OrganizationId organization, NewFreeze wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.CREATE_FREEZE, key, wanted);
        return pipeline.create(call, caller -> wanted, this::create, id -> found(organization, new FreezeId(id)));
    }

    private String create(Caller caller, NewFreeze wanted) {
        OrganizationId organization = caller.organization();
        requireFor(caller, Operation.CREATE_FREEZE, wanted.scope());
        wanted.scope().workspace().ifPresent(id -> requireUsable(catalog.workspace(organization, id)));
        Instant now = clock.instant();
        if (wanted.span().next(now).isEmpty()) {
            throw new InvalidInputException("freeze.span", "freeze.over", "This freeze lies in the past.");
        }
        if (storage.freezes().pending(organization, now).size() >= MOST_PENDING) {
            throw new ConflictException(
                    "freeze.tooManyPending", "There are " + MOST_PENDING + " freezes that are not over.");
        }
        Freeze freeze = new Freeze(
                organization,
                new FreezeId(Ids.next()),
                wanted.title(),
                wanted.reason(),
                wanted.scope(),
                wanted.span(),
                wanted.granters(),
                caller.person(),
                now,
                Optional.empty());
        storage.freezes().insert(freeze);
        storage.freezes().touch(freeze, Ids.next(), now);
        audit.record(
                caller,
                chain(freeze),
                "freeze.created",
                Map.of(
                        "freeze", freeze.id().value(),
                        "title", freeze.title(),
                        "reason", freeze.reason(),
                        "artifact",
                                freeze.scope()
                                        .artifact()
                                        .map(ArtifactRef::toString)
                                        .orElse("")));
        return freeze.id().value();
    }

    /**
     * Ends a freeze before its time, or takes back one that has not begun. What it held goes on within seconds.
     *
     * @throws ConflictException {@code freeze.ended} when it is over
     */
    public Freeze lift(Actor actor, OrganizationId organization, FreezeId id, String reason, IdempotencyKey key) {
        Ended wanted = new Ended(id, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.LIFT_FREEZE, key, wanted);
        return pipeline.create(call, caller -> wanted, this::lift, done -> found(organization, id));
    }

    private String lift(Caller caller, Ended wanted) {
        Freeze freeze = storage.freezes()
                .lock(caller.organization(), wanted.freeze())
                .orElseThrow(() -> new NotFoundException("freeze"));
        requireFor(caller, Operation.LIFT_FREEZE, freeze.scope());
        Instant now = clock.instant();
        if (freeze.isOver(now)) {
            throw new ConflictException("freeze.ended", "This freeze is over.");
        }
        storage.freezes().lift(freeze, new Freeze.Lifted(now, caller.person(), wanted.reason()));
        storage.freezes().touch(freeze, Ids.next(), now);
        audit.record(
                caller,
                chain(freeze),
                "freeze.lifted",
                Map.of("freeze", freeze.id().value(), "reason", wanted.reason()));
        return freeze.id().value();
    }

    /**
     * Lets one promotion pass one freeze. Takes the permission to manage freezes in the target, and being one of those
     * whom the freeze names; never the requester or an author of the version.
     *
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the person saw it; the exception holds for this only
     * @throws ForbiddenException {@code freeze.notGranter}, {@code approval.selfApproval}, {@code approval.author} or
     *     {@code approver.notHuman}
     * @throws ConflictException {@code freeze.ended}, {@code freeze.otherScope}, {@code freeze.exceptionExists}, {@code
     *     approval.subjectChanged}, {@code promotion.alreadyDecided} or {@code promotion.deploying}
     */
    public PromotionRequest grantException(
            Actor actor,
            OrganizationId organization,
            FreezeId freeze,
            PromotionId promotion,
            String subjectHash,
            String reason,
            IdempotencyKey key) {
        Excepted wanted = new Excepted(freeze, promotion, subjectHash, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.GRANT_FREEZE_EXCEPTION, key, wanted);
        return pipeline.onPromotion(
                call,
                promotion,
                (caller, unit) -> exceptions.grant(caller, unit, freeze, subjectHash, wanted.reason()));
    }

    /** The exceptions of a promotion, the first one first. */
    public List<FreezeException> exceptions(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            PromotionRequest request = pipeline.promotion(organization, promotion);
            authorization.require(caller, Operation.VIEW_PROMOTION, request, catalog.demands(request));
            return storage.freezes().exceptions(organization, promotion);
        });
    }

    /** Reads one freeze. */
    public Freeze get(Actor actor, OrganizationId organization, FreezeId id) {
        return pipeline.read(actor, organization, caller -> {
            Freeze freeze = found(organization, id);
            if (!sees(caller, freeze)) {
                throw new NotFoundException("freeze");
            }
            return freeze;
        });
    }

    /**
     * The freezes that the caller may see, also those that are over, the newest first.
     *
     * @param limit how many to look at, 1 to 1,000
     */
    public List<Freeze> list(Actor actor, OrganizationId organization, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(
                actor,
                organization,
                caller -> storage.freezes().list(organization, limit).stream()
                        .filter(freeze -> sees(caller, freeze))
                        .toList());
    }

    /**
     * When the freezes hold that the caller may see, from now on for that long, in order.
     *
     * @param ahead up to 366 days
     * @throws InvalidInputException {@code duration.max}
     */
    public List<Upcoming> upcoming(Actor actor, OrganizationId organization, Duration ahead) {
        Durations.requireBetween("ahead", ahead, Duration.ZERO, Duration.ofDays(366));
        return pipeline.read(actor, organization, caller -> {
            Instant now = clock.instant();
            return storage.freezes().pending(organization, now).stream()
                    .filter(freeze -> sees(caller, freeze))
                    .flatMap(freeze -> freeze.span().between(now, now.plus(ahead), 400).stream()
                            .map(when -> new Upcoming(freeze, when)))
                    .sorted(Comparator.comparing(upcoming -> upcoming.when().from()))
                    .limit(1_000)
                    .toList();
        });
    }

    /**
     * When a deployment of an artifact into a workspace may begin, as far as change windows and freezes are concerned: now,
     * or the next time; empty when there is none in five years.
     */
    public Optional<Instant> nextOpening(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_FREEZE, workspace);
            Workspace target = catalog.workspace(organization, workspace);
            Demands demands = Demands.of(
                    PromotionKind.PROMOTION,
                    catalog.policy(organization, workspace, target.policyRevision())
                            .policy());
            Instant now = clock.instant();
            List<Freeze> freezes = storage.freezes().holding(organization, workspace, artifact, Optional.empty(), now);
            return new Openings(
                            List.of(demands.windows()),
                            freezes.stream().map(Freeze::span).toList())
                    .next(now);
        });
    }

    private Freeze found(OrganizationId organization, FreezeId id) {
        return storage.freezes().find(organization, id).orElseThrow(() -> new NotFoundException("freeze"));
    }

    private void requireFor(Caller caller, Operation operation, FreezeScope scope) {
        if (scope.workspace().isPresent()) {
            authorization.require(caller, operation, scope.workspace().get());
        } else {
            authorization.require(caller, operation);
        }
    }

    /** Whoever sees a workspace sees what holds it. */
    private boolean sees(Caller caller, Freeze freeze) {
        return freeze.scope()
                .workspace()
                .map(workspace -> authorization.sees(caller, workspace))
                .orElseGet(() -> authorization.seesAnything(caller));
    }

    private static void requireUsable(Workspace workspace) {
        if (workspace.isArchived()) {
            throw new InvalidInputException(
                    "freeze.scope", "workspace.archived", "Workspace " + workspace.id() + " is archived.");
        }
    }

    private static String chain(Freeze freeze) {
        return freeze.scope()
                .workspace()
                .map(workspace -> "workspace:" + workspace)
                .orElse("organization:" + freeze.organization());
    }
}
