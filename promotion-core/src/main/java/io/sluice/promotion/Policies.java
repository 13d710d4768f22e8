package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What workspaces demand. Revisions are only ever added. Thread-safe. */
public final class Policies {
    private record Replacement(WorkspaceId workspace, int expected, PromotionPolicy policy, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Directory directory;
    private final PromotionFlow flow;
    private final Clock clock;

    Policies(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.directory = core.directory();
        this.flow = core.flow();
        this.clock = core.clock();
    }

    /**
     * Puts another revision in force. Open requests keep what was demanded when they were made, and must meet the new
     * demands as well before they are deployed.
     *
     * @param expectedRevision the revision the caller saw in force
     * @throws ConflictException {@code policy.stale} when another revision is in force by now
     * @throws InvalidInputException {@code policy.unsatisfiable} when too few people hold the roles, {@code policy.empty}
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
                caller -> holders(caller, wanted),
                (caller, holders) -> replace(caller, wanted, holders),
                id -> catalog.policy(organization, workspace, Integer.parseInt(id)));
    }

    private Map<RoleId, Integer> holders(Caller caller, Replacement wanted) {
        List<ApprovalStage> stages = new ArrayList<>(wanted.policy().stages());
        wanted.policy().rollback().ifPresent(stages::add);
        Set<RoleId> roles =
                stages.stream().flatMap(stage -> stage.roles().stream()).collect(Collectors.toSet());
        return roles.stream()
                .collect(Collectors.toMap(
                        role -> role,
                        role -> directory
                                .members(caller.organization(), wanted.workspace(), role)
                                .size()));
    }

    private String replace(Caller caller, Replacement wanted, Map<RoleId, Integer> holders) {
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
        wanted.policy().stages().forEach(stage -> requireSatisfiable(stage, holders));
        wanted.policy().rollback().ifPresent(stage -> requireSatisfiable(stage, holders));
        int revision = workspace.policyRevision() + 1;
        storage.policies()
                .insert(new PolicyRevision(
                        organization,
                        workspace.id(),
                        revision,
                        wanted.policy(),
                        wanted.reason(),
                        caller.person(),
                        clock.instant()));
        storage.workspaces()
                .update(workspace.withPolicy(revision, !wanted.policy().stages().isEmpty()));
        audit.record(
                caller,
                "policy:" + workspace.id(),
                "policy.replaced",
                Map.of("revision", (long) revision, "fingerprint", Fingerprint.of(wanted.policy())));
        return Integer.toString(revision);
    }

    private static void requireSatisfiable(ApprovalStage stage, Map<RoleId, Integer> holders) {
        for (ApprovalRule rule : stage.rules()) {
            int have = holders.getOrDefault(rule.role(), 0);
            if (have < rule.required()) {
                throw new InvalidInputException(
                        "policy.rules",
                        "policy.unsatisfiable",
                        "Role " + rule.role() + " is held by " + have + ", but " + rule.required() + " must approve.");
            }
        }
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
}
