package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.PolicyPreview;
import io.sluice.promotion.governance.Previews;
import io.sluice.promotion.governance.Revisions;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Shortages;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Shortage;
import java.util.List;

/** What workspaces demand. Revisions are only ever added. Thread-safe. */
public final class Policies {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Revisions revisions;
    private final Previews previews;
    private final Shortages shortages;

    Policies(Core core, Revisions revisions, Shortages shortages) {
        this.shortages = shortages;
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.revisions = revisions;
        this.previews = new Previews(core, revisions);
    }

    /**
     * Puts another revision in force. Open requests keep what was demanded when they were made, and must meet the new
     * demands as well before they are deployed.
     *
     * @param expectedRevision the revision the caller saw in force
     * @throws ConflictException {@code policy.stale} when another revision is in force by now, {@code
     *     policy.needsApproval} when it demands less of a protected workspace: propose it with {@link PolicyChanges}
     * @throws InvalidInputException {@code policy.unsatisfiable} when too few people could approve, {@code
     *     policy.unknownRole} when nobody holds a role, {@code policy.selfApproval}, {@code policy.empty}
     *     when a protected workspace would ask nobody, {@code policy.processRefused} as a {@link
     *     io.sluice.promotion.process.ProcessRefusedException} when its process does not keep it
     */
    public PolicyRevision replace(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            PromotionPolicy policy,
            String reason,
            IdempotencyKey key) {
        Revisions.Wanted wanted =
                new Revisions.Wanted(workspace, expectedRevision, policy, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REPLACE_POLICY, key, wanted);
        return pipeline.create(
                call,
                caller -> {
                    revisions.prove(caller, workspace, policy);
                    return revisions.holders(organization, workspace, policy);
                },
                (caller, holders) -> revisions.replace(caller, wanted, holders),
                id -> catalog.policy(organization, workspace, Integer.parseInt(id)));
    }

    /**
     * What changed between two revisions of a workspace, field by field.
     *
     * @throws NotFoundException when there is no such revision
     */
    public PolicyDiff diff(Actor actor, OrganizationId organization, WorkspaceId workspace, int from, int to) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_POLICY, workspace);
            return PolicyDiff.between(
                    catalog.policy(organization, workspace, from).policy(),
                    catalog.policy(organization, workspace, to).policy());
        });
    }

    /**
     * What would happen if this policy came in force now: what changes, whether it would be refused or must be proposed,
     * and what every open request would have to meet in addition. Changes nothing.
     */
    public PolicyPreview preview(
            Actor actor, OrganizationId organization, WorkspaceId workspace, PromotionPolicy policy) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.REPLACE_POLICY, workspace);
            return previews.preview(caller, catalog.workspace(organization, workspace), policy);
        });
    }

    /** The revision in force. */
    public PolicyRevision current(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_POLICY, workspace);
            int revision = catalog.workspace(organization, workspace).policyRevision();
            return catalog.policy(organization, workspace, revision);
        });
    }

    /** All revisions, the newest first. */
    public List<PolicyRevision> history(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_POLICY, workspace);
            return storage.policies().list(organization, workspace);
        });
    }

    /**
     * The workspaces of the organization that the caller sees and whose policy in force cannot be met now, because people
     * left or lost roles, each with its open requests.
     */
    public List<Shortage> unsatisfiable(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> shortages.of(organization).stream()
                        .filter(shortage -> authorization.sees(caller, shortage.workspace()))
                        .toList());
    }
}
