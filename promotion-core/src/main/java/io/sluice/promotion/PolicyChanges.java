package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.governance.ChangeReaders;
import io.sluice.promotion.governance.Proposals;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.DataPolicy;
import java.util.List;

/**
 * Proposals to weaken what a protected workspace demands. They come in force when the persons whom the policy in force
 * asks have agreed, in its stages and numbers; the proposer is none of them. Thread-safe.
 */
public final class PolicyChanges {
    /**
     * A proposal that asks the caller's roles.
     *
     * @param change the proposal
     * @param eligibility whether the caller may agree now, and if not, why not
     */
    public record Waiting(PolicyChange change, Eligibility eligibility) {}

    private record Decided(PolicyChangeId change, String words) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Proposals proposals;
    private final ChangeReaders readers;

    PolicyChanges(Core core, Proposals proposals, ChangeReaders readers) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.proposals = proposals;
        this.readers = readers;
    }

    /**
     * Proposes a policy that demands less of a protected workspace than the one in force. What demands no less is put in
     * force by {@link Policies#replace}.
     *
     * @param expectedRevision the policy revision the caller saw in force
     * @throws ConflictException {@code policy.stale} or {@code policyChange.notNeeded}
     * @throws InvalidInputException {@code policy.unsatisfiable} or {@code policy.empty}
     */
    public PolicyChange propose(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            PromotionPolicy policy,
            String reason,
            IdempotencyKey key) {
        return propose(
                actor,
                organization,
                new Proposals.Wanted(
                        workspace,
                        expectedRevision,
                        new PolicyChange.Proposal.Policy(policy),
                        Text.requireReason("reason", reason)),
                key);
    }

    /**
     * Proposes a data policy for a protected workspace that keeps records for less time, lets personal data in or no
     * longer demands encryption.
     *
     * @param expectedRevision the workspace revision the caller saw
     * @throws ConflictException {@code policy.stale} or {@code policyChange.notNeeded}
     */
    public PolicyChange proposeDataPolicy(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            DataPolicy dataPolicy,
            String reason,
            IdempotencyKey key) {
        return propose(
                actor,
                organization,
                new Proposals.Wanted(
                        workspace,
                        expectedRevision,
                        new PolicyChange.Proposal.Data(dataPolicy),
                        Text.requireReason("reason", reason)),
                key);
    }

    private PolicyChange propose(
            Actor actor, OrganizationId organization, Proposals.Wanted wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.PROPOSE_POLICY, key, wanted);
        return pipeline.create(
                call,
                caller -> proposals.holders(caller, wanted),
                (caller, holders) -> proposals.propose(caller, wanted, holders),
                id -> read(organization, new PolicyChangeId(id)));
    }

    /**
     * Agrees. The last agreement that the policy in force demands puts the proposal in force.
     *
     * @param comment may be empty
     * @throws ForbiddenException {@code approval.selfApproval}, {@code approval.role}, {@code approval.tooLate} or
     *     {@code approver.notHuman}
     * @throws ConflictException {@code approval.alreadyDecided}, {@code policyChange.ended} or
     *     {@code policyChange.stale}
     */
    public PolicyChange approve(
            Actor actor, OrganizationId organization, PolicyChangeId id, String comment, IdempotencyKey key) {
        String checked = Text.optional("comment", comment);
        Call call = new Call(actor, organization, Operation.APPROVE_POLICY_CHANGE, key, new Decided(id, checked));
        return pipeline.create(
                call,
                caller -> proposals.people(caller, id),
                (caller, people) -> proposals.approve(caller, id, checked, people),
                same -> read(organization, id));
    }

    /**
     * Says no, which ends the proposal.
     *
     * @param reason mandatory
     * @throws ForbiddenException {@code approval.role} or {@code approver.notHuman}
     * @throws ConflictException {@code policyChange.ended}
     */
    public PolicyChange reject(
            Actor actor, OrganizationId organization, PolicyChangeId id, String reason, IdempotencyKey key) {
        String checked = Text.requireReason("reason", reason);
        Call call = new Call(actor, organization, Operation.REJECT_POLICY_CHANGE, key, new Decided(id, checked));
        return pipeline.create(
                call,
                caller -> checked,
                (caller, words) -> proposals.reject(caller, id, words),
                same -> read(organization, id));
    }

    /**
     * Takes a proposal back. Its proposer may, and whoever manages the policy of the workspace.
     *
     * @param reason mandatory
     * @throws ConflictException {@code policyChange.ended}
     */
    public PolicyChange withdraw(
            Actor actor, OrganizationId organization, PolicyChangeId id, String reason, IdempotencyKey key) {
        String checked = Text.requireReason("reason", reason);
        Call call = new Call(actor, organization, Operation.WITHDRAW_POLICY_CHANGE, key, new Decided(id, checked));
        return pipeline.create(
                call,
                caller -> checked,
                (caller, words) -> proposals.withdraw(caller, id, words),
                same -> read(organization, id));
    }

    /** Reads one proposal. */
    public PolicyChange get(Actor actor, OrganizationId organization, PolicyChangeId id) {
        return pipeline.read(actor, organization, caller -> readers.visible(caller, id));
    }

    /**
     * What would change if a proposal came in force, compared with the policy that it was made against. Whoever is asked to
     * decide sees it, without having to see the workspace.
     */
    public PolicyDiff diff(Actor actor, OrganizationId organization, PolicyChangeId id) {
        return pipeline.read(actor, organization, caller -> {
            PolicyChange change = readers.visible(caller, id);
            if (change.proposal() instanceof PolicyChange.Proposal.Policy proposed) {
                int base = change.baseRevision();
                return PolicyDiff.between(
                        catalog.policy(organization, change.workspace(), base).policy(), proposed.policy());
            }
            PolicyChange.Proposal.Data proposed = (PolicyChange.Proposal.Data) change.proposal();
            return PolicyDiff.between(
                    catalog.workspace(organization, change.workspace()).dataPolicy(), proposed.dataPolicy());
        });
    }

    /**
     * The proposals for a workspace, the newest first.
     *
     * @param limit 1 to 1,000
     */
    public List<PolicyChange> list(Actor actor, OrganizationId organization, WorkspaceId workspace, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_POLICY, workspace);
            return storage.policyChanges().ofWorkspace(organization, workspace, limit);
        });
    }

    /** The open proposals that ask one of the caller's roles, the soonest due first. */
    public List<Waiting> waitingFor(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.policyChanges().open(organization).stream()
                        .flatMap(
                                change -> readers
                                        .eligibility(caller, change)
                                        .map(eligibility -> new Waiting(change, eligibility))
                                        .stream())
                        .toList());
    }

    private PolicyChange read(OrganizationId organization, PolicyChangeId id) {
        return storage.policyChanges().find(organization, id).orElseThrow();
    }
}
