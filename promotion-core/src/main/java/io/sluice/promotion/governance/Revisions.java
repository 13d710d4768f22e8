package io.sluice.promotion.governance;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Certificates;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.command.Presences;
import io.sluice.promotion.command.Satisfiability;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts policy revisions in force. The one place that writes them for a workspace that exists. */
public final class Revisions {
    /** A revision that somebody wants in force. */
    public record Wanted(WorkspaceId workspace, int expected, PromotionPolicy policy, String reason) {}

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Satisfiability satisfiability;
    private final PromotionFlow flow;
    private final ChangeEnds ends;
    private final Layout layout;
    private final Certificates certificates;
    private final Clock clock;

    public Revisions(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.satisfiability =
                new Satisfiability(core.directory(), new Presences(core.directory(), core.authorization()));
        this.flow = core.flow();
        this.ends = new ChangeEnds(core);
        this.layout = core.layout();
        this.certificates = new Certificates(core);
        this.clock = core.clock();
    }

    /** Who holds the roles that a policy asks; asked before rows are locked. */
    public Satisfiability.Asked holders(OrganizationId organization, WorkspaceId workspace, PromotionPolicy policy) {
        return satisfiability.ask(organization, workspace, policy);
    }

    /** Has the process judged before rows are locked: what comes out is remembered. */
    public void prove(Caller caller, WorkspaceId workspace, PromotionPolicy policy) {
        authorization.require(caller, Operation.REPLACE_POLICY, workspace);
        flow.prove(caller.organization(), policy);
    }

    /** The rules that these persons could never meet, in words. */
    public static List<String> unsatisfiable(PromotionPolicy policy, Satisfiability.Asked holders) {
        return Satisfiability.shortages(policy, holders).stream()
                .map(Satisfiability::sentence)
                .toList();
    }

    /** Replaces the policy in force, unless the change needs the consent of others. */
    public String replace(Caller caller, Wanted wanted, Satisfiability.Asked holders) {
        authorization.require(caller, Operation.REPLACE_POLICY, wanted.workspace());
        Workspace workspace = lockExpected(caller, wanted);
        PolicyDemands.require(workspace.organization(), workspace.environmentType(), wanted.policy(), flow);
        PolicyDiff diff = PolicyDiff.between(inForce(workspace).policy(), wanted.policy());
        if (workspace.environmentType().isProtected() && diff.weakens()) {
            throw new ConflictException(
                    "policy.needsApproval",
                    "This weakens a protected workspace and needs the approval that the policy in force demands;"
                            + " propose it instead. " + words(diff));
        }
        return Integer.toString(putInForce(caller, workspace, wanted, caller.person(), holders, Map.of()));
    }

    static String words(PolicyDiff diff) {
        return String.join(
                "; ",
                diff.weakenings().stream().map(PolicyDiff.Change::toString).toList());
    }

    /** Locks the workspace and refuses when another revision is in force than the caller saw. */
    Workspace lockExpected(Caller caller, Wanted wanted) {
        lockProcesses(caller.organization());
        Workspace workspace = storage.workspaces()
                .lock(caller.organization(), wanted.workspace())
                .orElseThrow(() -> new NotFoundException("workspace"));
        if (workspace.policyRevision() != wanted.expected()) {
            throw new ConflictException(
                    "policy.stale",
                    "Revision " + workspace.policyRevision() + " is in force, not " + wanted.expected() + ".");
        }
        return workspace;
    }

    /** No process file is deployed until the unit of work ends: it would be judged by what is about to change. */
    void lockProcesses(OrganizationId organization) {
        layout.lock(organization);
    }

    PolicyRevision inForce(Workspace workspace) {
        return catalog.policy(workspace.organization(), workspace.id(), workspace.policyRevision());
    }

    /** Writes the next revision of a workspace that the caller holds locked. */
    int putInForce(
            Caller caller,
            Workspace workspace,
            Wanted wanted,
            PersonId author,
            Satisfiability.Asked holders,
            Map<String, Object> facts) {
        PromotionPolicy policy = wanted.policy();
        Optional<ProcessProof> proof =
                PolicyDemands.require(workspace.organization(), workspace.environmentType(), policy, flow);
        requireSatisfiable(policy, holders);
        PolicyDiff diff = PolicyDiff.between(inForce(workspace).policy(), policy);
        int revision = workspace.policyRevision() + 1;
        storage.policies()
                .insert(new PolicyRevision(
                        workspace.organization(),
                        workspace.id(),
                        revision,
                        policy,
                        wanted.reason(),
                        author,
                        clock.instant()));
        storage.workspaces()
                .update(workspace.withPolicy(revision, !policy.stages().isEmpty()));
        Map<String, Object> data = new TreeMap<>(facts);
        proof.ifPresent(proved -> {
            certificates.store(workspace.organization(), workspace.id(), revision, caller.person(), proved);
            data.put("proof", Certificates.facts(proved));
        });
        data.put("revision", (long) revision);
        data.put("fingerprint", Fingerprint.of(policy));
        data.put(
                "changes",
                diff.changes().stream().map(PolicyDiff.Change::toString).toList());
        audit.record(caller, chain(workspace.id()), "policy.replaced", data);
        ends.outdated(AuditLog.actorOf(caller), workspace, revision);
        return revision;
    }

    static String chain(WorkspaceId workspace) {
        return "policy:" + workspace;
    }

    static void requireSatisfiable(PromotionPolicy policy, Satisfiability.Asked holders) {
        Satisfiability.require(policy, holders);
    }
}
