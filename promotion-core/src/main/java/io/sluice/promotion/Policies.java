package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.command.Presences;
import io.sluice.promotion.command.Satisfiability;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Shortages;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Shortage;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What workspaces demand. Revisions are only ever added. Thread-safe. */
public final class Policies {
    private record Replacement(WorkspaceId workspace, int expected, PromotionPolicy policy, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Satisfiability satisfiability;
    private final Shortages shortages;
    private final PromotionFlow flow;
    private final Clock clock;

    Policies(Core core, Shortages shortages) {
        this.shortages = shortages;
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.satisfiability =
                new Satisfiability(core.directory(), new Presences(core.directory(), core.authorization()));
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /**
     * Puts another revision in force. Open requests keep what was demanded when they were made, and must meet the new
     * demands as well before they are deployed.
     *
     * @param expectedRevision the revision the caller saw in force
     * @throws ConflictException {@code policy.stale} when another revision is in force by now
     * @throws InvalidInputException {@code policy.unsatisfiable} when too few people could approve, {@code
     *     policy.unknownRole} when nobody holds a role, {@code policy.selfApproval}, {@code policy.empty}
     *     when a protected workspace would ask nobody
     */
    public PolicyRevision replace(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            PromotionPolicy policy,
            String reason,
            IdempotencyKey key) {
        Replacement wanted = new Replacement(workspace, expectedRevision, policy, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REPLACE_POLICY, key, wanted);
        return pipeline.create(
                call,
                caller -> satisfiability.ask(organization, workspace, wanted.policy()),
                (caller, asked) -> replace(caller, wanted, asked),
                id -> catalog.policy(organization, workspace, Integer.parseInt(id)));
    }

    private String replace(Caller caller, Replacement wanted, Satisfiability.Asked asked) {
        authorization.require(caller, Operation.REPLACE_POLICY, wanted.workspace());
        OrganizationId organization = caller.organization();
        Workspace workspace = storage.workspaces()
                .lock(organization, wanted.workspace())
                .orElseThrow(() -> new NotFoundException("workspace"));
        if (workspace.policyRevision() != wanted.expected()) {
            throw new ConflictException(
                    "policy.stale",
                    "Revision " + workspace.policyRevision() + " is in force, not " + wanted.expected() + ".");
        }
        PolicyDemands.require(workspace.environmentType(), wanted.policy(), flow);
        int revision = workspace.policyRevision() + 1;
        PolicyRevision next = new PolicyRevision(
                organization,
                workspace.id(),
                revision,
                wanted.policy(),
                wanted.reason(),
                caller.person(),
                clock.instant());
        Satisfiability.require(next, asked);
        storage.policies().insert(next);
        storage.workspaces()
                .update(workspace.withPolicy(revision, !wanted.policy().stages().isEmpty()));
        audit.record(
                caller,
                "policy:" + workspace.id(),
                "policy.replaced",
                Map.of("revision", (long) revision, "fingerprint", Fingerprint.of(wanted.policy())));
        return Integer.toString(revision);
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
