package io.sluice.promotion.spring.rest.policy;

import io.sluice.promotion.PolicyChanges;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyChange;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows proposals to one caller, with what that person may do about each. */
public final class ProposalViews {
    private final Sluice sluice;
    private final Call call;
    private final PersonId caller;
    private final Map<PolicyChangeId, Eligibility> asked;
    private final Map<WorkspaceId, Set<Permission>> permissions = new HashMap<>();

    /** For the caller. */
    public ProposalViews(Sluice sluice, Call call) {
        this.sluice = sluice;
        this.call = call;
        this.caller = sluice.people().me(call.actor(), call.organization()).person();
        this.asked = sluice.policyChanges().waitingFor(call.actor(), call.organization()).stream()
                .collect(Collectors.toMap(waiting -> waiting.change().id(), PolicyChanges.Waiting::eligibility));
    }

    /** Several. */
    public List<ProposalView> of(List<PolicyChange> changes) {
        return changes.stream().map(this::of).toList();
    }

    /** One proposal. */
    ProposalView of(PolicyChange change) {
        Optional<Reason> refusal = refusal(change);
        return new ProposalView(
                change.id().value(),
                change.status(),
                PolicyBody.lines(sluice.policyChanges().diff(call.actor(), call.organization(), change.id())),
                change.reason(),
                call.people().person(change.proposedBy()),
                change.proposedAt(),
                change.due(),
                change.votes().stream()
                        .map(vote -> new ProposalView.VoteView(
                                call.people().person(vote.person()),
                                vote.stage(),
                                vote.agrees(),
                                vote.comment(),
                                vote.decidedAt()))
                        .toList(),
                refusal.isEmpty(),
                refusal,
                change.isOpen() && (change.proposedBy().equals(caller) || manages(change.workspace())));
    }

    private Optional<Reason> refusal(PolicyChange change) {
        if (!change.isOpen()) {
            return Optional.of(new Reason("policyChange.ended", change.detail()));
        }
        Eligibility eligibility = asked.get(change.id());
        if (eligibility == null) {
            return Optional.of(new Reason("approval.role", "None of your roles is asked about this proposal."));
        }
        return eligibility instanceof Eligibility.MayNot not
                ? Optional.of(new Reason(not.code(), not.message()))
                : Optional.empty();
    }

    private boolean manages(WorkspaceId workspace) {
        return permissions
                .computeIfAbsent(
                        workspace,
                        id -> Allowed.seen(() -> sluice.people().permissions(call.actor(), call.organization(), id))
                                .orElse(Set.of()))
                .contains(Operation.WITHDRAW_POLICY_CHANGE.permission());
    }
}
