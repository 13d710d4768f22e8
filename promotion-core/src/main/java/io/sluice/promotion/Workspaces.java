package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.command.PromotionPath;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.isolation.Finding;
import io.sluice.promotion.isolation.Isolation;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.util.List;

/** The environments of an organization. Thread-safe. */
public final class Workspaces {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Layout layout;
    private final WorkspaceChanges changes;

    Workspaces(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.layout = core.layout();
        this.changes = new WorkspaceChanges(core);
    }

    /**
     * Creates a workspace together with the first revision of its policy.
     *
     * @throws ConflictException {@code workspace.exists} or {@code name.lookalike}
     * @throws InvalidInputException {@code path.sandbox}, {@code workspace.archived}, {@code policy.empty}, {@code
     *     policy.unknownProcess}, what a setting is refused for, or the code of an isolation rule
     * @throws NotFoundException when the workspace before it on the path does not exist
     */
    public Workspace create(Actor actor, OrganizationId organization, NewWorkspace wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.CREATE_WORKSPACE, key, wanted);
        return pipeline.create(
                call, caller -> wanted, this::insert, id -> catalog.workspace(organization, new WorkspaceId(id)));
    }

    private String insert(Caller caller, NewWorkspace wanted) {
        authorization.require(caller, Operation.CREATE_WORKSPACE);
        return changes.create(caller, wanted);
    }

    /**
     * Changes a workspace: all or nothing.
     *
     * @param expectedRevision the revision that the caller saw
     * @throws ConflictException {@code workspace.stale}, {@code workspace.archived}, {@code workspace.openPromotions} when
     *     the path changes, {@code name.lookalike}
     * @throws InvalidInputException {@code path.cycle}, {@code path.sandbox}, {@code workspace.archived}, {@code
     *     retention.shortened}, or the code of an isolation rule
     * @throws NotFoundException when the workspace before it on the path does not exist
     */
    public Workspace change(
            Actor actor,
            OrganizationId organization,
            WorkspaceId id,
            int expectedRevision,
            WorkspaceChange wanted,
            IdempotencyKey key) {
        WorkspaceChanges.Change change = new WorkspaceChanges.Change(id, expectedRevision, wanted);
        Call call = new Call(actor, organization, Operation.CHANGE_WORKSPACE, key, change);
        return pipeline.create(
                call,
                caller -> change,
                (caller, input) -> {
                    authorization.require(caller, Operation.CHANGE_WORKSPACE, id);
                    return changes.change(caller, input);
                },
                changed -> catalog.workspace(organization, new WorkspaceId(changed)));
    }

    /**
     * Archives a workspace: nothing enters it any more, and it can be read for ever. What is live in it stays live.
     *
     * @param expectedRevision the revision that the caller saw
     * @param reason why, for people
     * @throws ConflictException {@code workspace.stale}, {@code workspace.archived}, {@code workspace.openPromotions}, or
     *     {@code workspace.followed} when another one takes versions from it
     */
    public Workspace archive(
            Actor actor,
            OrganizationId organization,
            WorkspaceId id,
            int expectedRevision,
            String reason,
            IdempotencyKey key) {
        WorkspaceChanges.Archive archive =
                new WorkspaceChanges.Archive(id, expectedRevision, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.ARCHIVE_WORKSPACE, key, archive);
        return pipeline.create(
                call,
                caller -> archive,
                (caller, input) -> {
                    authorization.require(caller, Operation.ARCHIVE_WORKSPACE, id);
                    return changes.archive(caller, input);
                },
                archived -> catalog.workspace(organization, new WorkspaceId(archived)));
    }

    /** Where the environments of the organization do not keep apart, errors first; empty when all is well. */
    public List<Finding> isolation(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_ISOLATION);
            return Isolation.judge(layout.environments(organization));
        });
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
