package io.sluice.promotion.governance;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Directory;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.PolicyDemands;
import io.sluice.promotion.command.Satisfiability;
import io.sluice.promotion.gate.ChangeRules;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.policy.PolicyChange.Proposal;
import io.sluice.promotion.policy.PolicyChange.Status;
import io.sluice.promotion.policy.PolicyChange.Vote;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proposals to weaken a protected workspace, and what people decide about them. The workspace's row lock orders them. */
public final class Proposals {
    /** What somebody proposes. */
    public record Wanted(WorkspaceId workspace, int expected, Proposal proposal, String reason) {}

    /** What the directory says, asked before rows are locked. */
    public record People(Map<PersonId, Set<RoleId>> rolesNow, Satisfiability.Asked holders) {}

    private final Authorization authorization;
    private final Storage storage;
    private final AuditLog audit;
    private final Directory directory;
    private final PromotionFlow flow;
    private final Revisions revisions;
    private final ChangeReaders readers;
    private final ChangeEnds ends;
    private final PolicyLetters letters;
    private final Clock clock;

    public Proposals(Core core, Revisions revisions, ChangeReaders readers) {
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.audit = core.audit();
        this.directory = core.directory();
        this.flow = core.flow();
        this.revisions = revisions;
        this.readers = readers;
        this.ends = new ChangeEnds(core);
        this.letters = new PolicyLetters(core.messages());
        this.clock = core.clock();
    }

    /** Who could meet a proposed policy; nobody is asked about a data policy. */
    public Satisfiability.Asked holders(Caller caller, Wanted wanted) {
        return wanted.proposal() instanceof Proposal.Policy proposed
                ? revisions.holders(caller.organization(), wanted.workspace(), proposed.policy())
                : Satisfiability.Asked.NOBODY;
    }

    /** Makes a proposal. */
    public String propose(Caller caller, Wanted wanted, Satisfiability.Asked holders) {
        authorization.require(caller, Operation.PROPOSE_POLICY, wanted.workspace());
        Workspace workspace = storage.workspaces()
                .lock(caller.organization(), wanted.workspace())
                .orElseThrow(() -> new NotFoundException("workspace"));
        PolicyRevision inForce = revisions.inForce(workspace);
        PolicyDiff diff = requireNeeded(workspace, wanted, holders);
        Instant now = clock.instant();
        PolicyChange change = new PolicyChange(
                workspace.organization(),
                new PolicyChangeId(Ids.next()),
                workspace.id(),
                wanted.proposal(),
                inForce.revision(),
                workspace.revision(),
                wanted.reason(),
                caller.person(),
                now,
                now.plus(inForce.policy().approvalDeadline()),
                Status.OPEN,
                "",
                Optional.empty(),
                List.of());
        storage.policyChanges().insert(change);
        audit.record(
                caller,
                Revisions.chain(workspace.id()),
                "policy.changeProposed",
                Map.of(
                        "change", change.id().value(),
                        "base", (long) inForce.revision(),
                        "reason", change.reason(),
                        "changes",
                                diff.changes().stream()
                                        .map(PolicyDiff.Change::toString)
                                        .toList()));
        letters.proposed(change, inForce.policy().stages().get(0), diff);
        return change.id().value();
    }

    private PolicyDiff requireNeeded(Workspace workspace, Wanted wanted, Satisfiability.Asked holders) {
        if (wanted.proposal() instanceof Proposal.Policy proposed) {
            PolicyDemands.require(workspace.organization(), workspace.environmentType(), proposed.policy(), flow);
            Revisions.requireSatisfiable(proposed.policy(), holders);
        }
        boolean aboutPolicy = wanted.proposal() instanceof Proposal.Policy;
        int found = aboutPolicy ? workspace.policyRevision() : workspace.revision();
        PolicyDiff diff = diff(workspace, wanted.proposal());
        if (found != wanted.expected()) {
            throw new ConflictException(
                    "policy.stale", "Revision " + found + " is in force, not " + wanted.expected() + ".");
        }
        if (!workspace.environmentType().isProtected() || !diff.weakens()) {
            throw new ConflictException(
                    "policyChange.notNeeded", "This weakens no protected workspace; put it in force directly.");
        }
        return diff;
    }

    private PolicyDiff diff(Workspace workspace, Proposal proposal) {
        return proposal instanceof Proposal.Policy proposed
                ? PolicyDiff.between(revisions.inForce(workspace).policy(), proposed.policy())
                : PolicyDiff.between(workspace.dataPolicy(), ((Proposal.Data) proposal).dataPolicy());
    }

    /** The present roles of those who decided, and who could meet the proposed policy. */
    public People people(Caller caller, PolicyChangeId id) {
        PolicyChange change = readers.visible(caller, id);
        Map<PersonId, Set<RoleId>> roles = new HashMap<>();
        for (Vote vote : change.votes()) {
            roles.put(
                    vote.person(),
                    directory
                            .member(caller.organization(), vote.person())
                            .map(member -> member.rolesIn(change.workspace()))
                            .orElse(Set.of()));
        }
        roles.put(caller.person(), caller.member().rolesIn(change.workspace()));
        Satisfiability.Asked holders = change.proposal() instanceof Proposal.Policy proposed
                ? revisions.holders(caller.organization(), change.workspace(), proposed.policy())
                : Satisfiability.Asked.NOBODY;
        return new People(roles, holders);
    }

    /** Says yes; the last yes puts it in force. */
    public String approve(Caller caller, PolicyChangeId id, String comment, People people) {
        Workspace workspace = lock(caller, id);
        PolicyChange change = openOne(caller, id);
        requireStillBased(workspace, change);
        requireHuman(caller);
        List<ApprovalStage> stages = readers.stages(change);
        ApprovalStage stage =
                ChangeRules.openStage(stages, change, people.rolesNow()).orElseGet(() -> stages.get(stages.size() - 1));
        Set<RoleId> roles = requireEligible(caller.member(), change, stage);
        Vote vote = new Vote(caller.person(), stage.name(), true, comment, roles, clock.instant());
        storage.policyChanges().insertVote(change, vote);
        PolicyChange voted =
                storage.policyChanges().find(caller.organization(), id).orElseThrow();
        audit.record(
                caller,
                Revisions.chain(change.workspace()),
                "policy.changeApproved",
                Map.of("change", id.value(), "stage", stage.name(), "comment", comment));
        letters.decided(change, caller.person(), Decision.APPROVED, comment);
        Optional<ApprovalStage> next = ChangeRules.openStage(stages, voted, people.rolesNow());
        if (next.isEmpty()) {
            enforce(caller, workspace, voted, people.holders());
        } else if (!next.get().equals(stage)) {
            letters.proposed(voted, next.get(), diff(workspace, voted.proposal()));
        }
        return id.value();
    }

    private void enforce(Caller caller, Workspace workspace, PolicyChange change, Satisfiability.Asked holders) {
        Map<String, Object> facts = Map.of(
                "change", change.id().value(),
                "proposedBy", change.proposedBy().value(),
                "approvers",
                        change.votes().stream()
                                .map(vote -> vote.person().value())
                                .sorted()
                                .toList());
        ends.end(AuditLog.actorOf(caller), change, Status.IN_FORCE, "Everybody whom the policy asks has agreed.");
        if (change.proposal() instanceof Proposal.Policy proposed) {
            Revisions.Wanted wanted =
                    new Revisions.Wanted(change.workspace(), change.baseRevision(), proposed.policy(), change.reason());
            revisions.putInForce(caller, workspace, wanted, change.proposedBy(), holders, facts);
        } else {
            storage.workspaces().update(workspace.withDataPolicy(((Proposal.Data) change.proposal()).dataPolicy()));
            audit.record(caller, "workspace:" + workspace.id(), "workspace.dataPolicyChanged", facts);
        }
        audit.security(caller, "policy.weakened", facts);
    }

    /** Says no, which ends the proposal. */
    public String reject(Caller caller, PolicyChangeId id, String reason) {
        lock(caller, id);
        PolicyChange change = openOne(caller, id);
        requireHuman(caller);
        boolean may =
                readers.isAsked(caller, change) || authorization.allows(caller, Permission.VETO, change.workspace());
        if (!may) {
            throw new ForbiddenException("approval.role", "You hold none of the roles that are asked.");
        }
        storage.policyChanges()
                .insertVote(change, new Vote(caller.person(), "rejection", false, reason, Set.of(), clock.instant()));
        ends.end(AuditLog.actorOf(caller), change, Status.REJECTED, reason);
        letters.decided(change, caller.person(), Decision.REJECTED, reason);
        return id.value();
    }

    /** Takes a proposal back. */
    public String withdraw(Caller caller, PolicyChangeId id, String reason) {
        lock(caller, id);
        PolicyChange change = openOne(caller, id);
        boolean may = caller.person().equals(change.proposedBy())
                || authorization.allows(caller, Operation.WITHDRAW_POLICY_CHANGE.permission(), change.workspace());
        if (!may) {
            throw new ForbiddenException("forbidden", "Only its proposer or a policy administrator takes it back.");
        }
        ends.end(AuditLog.actorOf(caller), change, Status.WITHDRAWN, reason);
        return id.value();
    }

    /** Ends a proposal whose time is over; without effect when it ended meanwhile. */
    public void expire(OrganizationId organization, PolicyChangeId id) {
        PolicyChange known = storage.policyChanges().find(organization, id).orElseThrow();
        storage.workspaces().lock(organization, known.workspace());
        PolicyChange change = storage.policyChanges().find(organization, id).orElseThrow();
        if (change.isOpen() && !clock.instant().isBefore(change.due())) {
            ends.end(AuditLog.system("deadline"), change, Status.EXPIRED, "Nobody decided in time.");
        }
    }

    private Workspace lock(Caller caller, PolicyChangeId id) {
        WorkspaceId workspace = readers.visible(caller, id).workspace();
        revisions.lockProcesses(caller.organization());
        return storage.workspaces()
                .lock(caller.organization(), workspace)
                .orElseThrow(() -> new NotFoundException("workspace"));
    }

    /** The proposal as it stands under the lock. */
    private PolicyChange openOne(Caller caller, PolicyChangeId id) {
        PolicyChange change = readers.visible(caller, id);
        if (!change.isOpen()) {
            throw new ConflictException(
                    "policyChange.ended", "This proposal has ended already: " + change.status() + ".");
        }
        return change;
    }

    /** What people agree to is a change of what they see: another base is another change. */
    private static void requireStillBased(Workspace workspace, PolicyChange change) {
        boolean based = change.proposal() instanceof Proposal.Policy
                ? workspace.policyRevision() == change.baseRevision()
                : workspace.revision() == change.baseWorkspace();
        if (!based) {
            throw new ConflictException(
                    "policyChange.stale", "What this would change was changed meanwhile; propose it again.");
        }
    }

    private static void requireHuman(Caller caller) {
        if (!caller.isHuman()) {
            throw new ForbiddenException("approver.notHuman", "Only a person can decide, not a service account.");
        }
    }

    private Set<RoleId> requireEligible(Member member, PolicyChange change, ApprovalStage stage) {
        Eligibility eligibility = ChangeRules.eligibility(member, change, stage, clock.instant());
        if (eligibility instanceof Eligibility.MayNot refusal) {
            throw refusal.code().equals("approval.alreadyDecided")
                    ? new ConflictException(refusal.code(), refusal.message())
                    : new ForbiddenException(refusal.code(), refusal.message());
        }
        return ((Eligibility.May) eligibility).roles();
    }
}
