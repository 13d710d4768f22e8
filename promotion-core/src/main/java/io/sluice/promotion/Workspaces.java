package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environments of an organization. Thread-safe. */
public final class Workspaces {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final PromotionFlow flow;
    private final Clock clock;

    Workspaces(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /**
     * Creates a workspace together with the first revision of its policy.
     *
     * @throws ConflictException {@code workspace.exists}
     * @throws InvalidInputException {@code path.sandbox}, {@code workspace.archived} or {@code policy.empty} or
     *     {@code policy.unknownProcess}
     * @throws NotFoundException when the workspace before it on the path does not exist
     */
    public Workspace create(Actor actor, OrganizationId organization, NewWorkspace wanted, IdempotencyKey key) {
        PolicyDemands.require(wanted.environmentType(), wanted.policy(), flow);
        Call call = new Call(actor, organization, Operation.CREATE_WORKSPACE, key, wanted);
        return pipeline.create(
                call, caller -> wanted, this::insert, id -> catalog.workspace(organization, new WorkspaceId(id)));
    }

    private String insert(Caller caller, NewWorkspace wanted) {
        authorization.require(caller, Operation.CREATE_WORKSPACE);
        OrganizationId organization = caller.organization();
        catalog.organization(organization);
        requirePath(organization, wanted);
        if (storage.workspaces().find(organization, wanted.id()).isPresent()) {
            throw new ConflictException("workspace.exists", "Workspace " + wanted.id() + " exists already.");
        }
        Instant now = clock.instant();
        storage.workspaces()
                .insert(new Workspace(
                        organization,
                        wanted.id(),
                        wanted.name(),
                        wanted.environmentType(),
                        wanted.description(),
                        wanted.gateway(),
                        wanted.limits(),
                        wanted.promotionFrom(),
                        !wanted.policy().stages().isEmpty(),
                        wanted.dataPolicy(),
                        wanted.configuration(),
                        1,
                        1,
                        now,
                        Optional.empty()));
        storage.policies()
                .insert(new PolicyRevision(
                        organization, wanted.id(), 1, wanted.policy(), "created", caller.person(), now));
        audit.record(
                caller,
                "workspace:" + wanted.id(),
                "workspace.created",
                Map.of(
                        "name",
                        wanted.name(),
                        "environmentType",
                        wanted.environmentType().name()));
        return wanted.id().value();
    }

    private void requirePath(OrganizationId organization, NewWorkspace wanted) {
        if (wanted.promotionFrom().isEmpty()) {
            return;
        }
        WorkspaceId from = wanted.promotionFrom().get();
        if (from.equals(wanted.id())) {
            throw new InvalidInputException(
                    "promotionFrom",
                    "path.cycle",
                    "A workspace cannot come after itself: " + from + " → " + from + ".");
        }
        Workspace source = catalog.workspace(organization, from);
        if (wanted.environmentType() == EnvironmentType.SANDBOX
                || source.environmentType() == EnvironmentType.SANDBOX) {
            throw new InvalidInputException("promotionFrom", "path.sandbox", "A sandbox is on no promotion path.");
        }
        if (source.isArchived()) {
            throw new InvalidInputException(
                    "promotionFrom", "workspace.archived", "Workspace " + from + " is archived.");
        }
    }

    /** Reads one workspace. */
    public Workspace get(Actor actor, OrganizationId organization, WorkspaceId id) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_WORKSPACE, id);
            return catalog.workspace(organization, id);
        });
    }

    /** The workspaces that the caller may see, in the order of the promotion path, those on no path last. */
    public List<Workspace> list(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> PromotionPath.ordered(storage.workspaces().list(organization)).stream()
                        .filter(workspace -> authorization.sees(caller, workspace.id()))
                        .toList());
    }
}
