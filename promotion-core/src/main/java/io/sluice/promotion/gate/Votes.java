package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the recorded decisions count at the moment of judging, under the terms of one policy. */
final class Votes {
    private final GateFacts facts;
    private final ApprovalTerms terms;

    Votes(GateFacts facts, ApprovalTerms terms) {
        this.facts = facts;
        this.terms = terms;
    }

    /**
     * Who said yes and counts: for exactly this subject, still entitled, and allowed to. For the policy that the request
     * was made under only with the roles held then, for one that came later with those held now.
     */
    List<Standing> counted(Optional<String> stage, boolean asRecorded) {
        List<Standing> counted = new ArrayList<>();
        Set<PersonId> involved = new HashSet<>();
        for (Vote vote : facts.votes()) {
            Approval approval = vote.approval();
            boolean given =
                    isGiven(approval) && stage.map(approval.stage()::equals).orElse(true);
            boolean again = involved.contains(approval.person()) || involved.contains(approval.countsAs());
            if (given && !again && isIndependent(approval) && vote.now().isPresent()) {
                Presence now = vote.now().get();
                if (mayStand(now)) {
                    Set<RoleId> roles = held(now);
                    if (asRecorded) {
                        roles.retainAll(approval.roles());
                    }
                    counted.add(new Standing(now.person(), roles, approval.asNamed() && wasMember(now)));
                    involved.add(approval.person());
                    involved.add(approval.countsAs());
                }
            }
        }
        return counted;
    }

    /** Everybody who could still be asked, besides those who said yes. */
    List<Standing> possible(List<Presence> candidates) {
        Map<PersonId, Standing> possible = new LinkedHashMap<>();
        counted(Optional.empty(), false).forEach(standing -> possible.put(standing.person(), standing));
        for (Presence candidate : candidates) {
            if (!isOwn(candidate.person()) && mayStand(candidate)) {
                possible.merge(
                        candidate.person(),
                        new Standing(candidate.person(), held(candidate), wasMember(candidate)),
                        Votes::both);
            }
        }
        return List.copyOf(possible.values());
    }

    private static Standing both(Standing one, Standing other) {
        Set<RoleId> roles = new HashSet<>(one.roles());
        roles.addAll(other.roles());
        return new Standing(one.person(), roles, one.asNamed() || other.asNamed());
    }

    /** Those whose membership at the time of the request nobody knows, although the policy asks for it. */
    List<PersonId> unknown() {
        return facts.votes().stream()
                .filter(vote -> terms.membership() == ApprovalTerms.Membership.REQUEST)
                .filter(vote -> isGiven(vote.approval()))
                .filter(vote ->
                        vote.now().map(now -> now.rolesAtRequest().isEmpty()).orElse(false))
                .map(vote -> vote.approval().countsAs())
                .toList();
    }

    private boolean isGiven(Approval approval) {
        return approval.decision() == Decision.APPROVED
                && facts.request()
                        .map(request -> request.subjectHash().equals(approval.subjectHash()))
                        .orElse(false);
    }

    private boolean isIndependent(Approval approval) {
        return !isOwn(approval.person()) && !isOwn(approval.countsAs());
    }

    /** Whether it would be their own work; in a protected workspace nobody approves that, whatever a policy says. */
    private boolean isOwn(PersonId person) {
        boolean allowed =
                terms.selfApproval() && !facts.target().environmentType().isProtected();
        return !allowed && (person.equals(facts.requester()) || facts.authors().contains(person));
    }

    private boolean mayStand(Presence now) {
        return !(terms.operatorsExcluded() && now.operates());
    }

    /** A person named by the policy must have been a member, too: one who held no role at all was none. */
    private boolean wasMember(Presence now) {
        return terms.membership() == ApprovalTerms.Membership.DECISION
                || now.rolesAtRequest().map(roles -> !roles.isEmpty()).orElse(false);
    }

    private Set<RoleId> held(Presence now) {
        Set<RoleId> roles = new HashSet<>(now.roles());
        if (terms.membership() == ApprovalTerms.Membership.REQUEST) {
            roles.retainAll(now.rolesAtRequest().orElse(Set.of()));
        }
        return roles;
    }
}
