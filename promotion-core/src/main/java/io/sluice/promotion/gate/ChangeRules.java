package io.sluice.promotion.gate;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may decide on a proposal to weaken a policy, and whether enough have: by the stages of the policy in force. */
public final class ChangeRules {
    private ChangeRules() {}

    /**
     * The first stage that still lacks somebody; empty when all have agreed.
     *
     * @param rolesNow the present roles of those who decided: whoever lost a role no longer counts for it
     */
    public static Optional<ApprovalStage> openStage(
            List<ApprovalStage> stages, PolicyChange change, Map<PersonId, Set<RoleId>> rolesNow) {
        return stages.stream()
                .filter(stage -> !tally(stage, change, rolesNow).isComplete())
                .findFirst();
    }

    /** How far a stage is. */
    public static Tally tally(ApprovalStage stage, PolicyChange change, Map<PersonId, Set<RoleId>> rolesNow) {
        Map<PersonId, Set<RoleId>> voters = new HashMap<>();
        change.votes().stream()
                .filter(PolicyChange.Vote::agrees)
                .filter(vote -> vote.stage().equals(stage.name()))
                .filter(vote -> !vote.person().equals(change.proposedBy()))
                .forEach(vote -> {
                    Set<RoleId> counted = new HashSet<>(vote.roles());
                    counted.retainAll(rolesNow.getOrDefault(vote.person(), Set.of()));
                    voters.put(vote.person(), counted);
                });
        return Tally.of(stage, voters);
    }

    /** Whether a person may decide in the stage that is open, and if not, why not. */
    public static Eligibility eligibility(Member member, PolicyChange change, ApprovalStage stage, Instant now) {
        if (member.person().equals(change.proposedBy())) {
            return new Eligibility.MayNot("approval.selfApproval", "You proposed this, so someone else must approve.");
        }
        if (change.votes().stream().anyMatch(vote -> vote.person().equals(member.person()))) {
            return new Eligibility.MayNot("approval.alreadyDecided", "You have decided already.");
        }
        if (!now.isBefore(change.due())) {
            return new Eligibility.MayNot("approval.tooLate", "The time for this decision is over.");
        }
        Set<RoleId> roles = new HashSet<>(member.rolesIn(change.workspace()));
        boolean asked = stage.rules().stream().anyMatch(rule -> rule.approvers().admit(member.person(), roles));
        roles.retainAll(stage.roles());
        if (!asked) {
            return new Eligibility.MayNot(
                    "approval.role", "You hold none of the roles that stage " + stage.name() + " asks.");
        }
        return new Eligibility.May(roles);
    }
}
