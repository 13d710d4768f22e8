package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.ApprovalTerms;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Approvals that an open request asks for together: a stage of the policy it was made under, or everything that the
 * policy in force demands beyond that.
 *
 * @param name of the stage; {@code revision:7} for what revision 7 demands beyond
 * @param rules who is asked
 * @param terms whose word counts
 * @param acrossStages whether approvals of all stages count, or only those given in this one
 * @param standIn the role that may stand in for any role that is asked once nobody decided in time
 */
public record Round(
        String name, List<ApprovalRule> rules, ApprovalTerms terms, boolean acrossStages, Optional<RoleId> standIn) {
    private static final String REVISION = "revision:";

    /** Copies the rules. */
    public Round {
        rules = List.copyOf(rules);
    }

    /** A stage of the policy that the request was made under. */
    public static Round of(ApprovalStage stage, PromotionPolicy policy) {
        return new Round(
                stage.name(),
                stage.rules(),
                policy.approvals(),
                policy.approvals().shared(),
                standIn(policy));
    }

    /** Everything that a policy demands which came into force after the request was made. */
    public static Round of(PromotionKind kind, PolicyRevision revision) {
        Round all = of(kind, revision.policy());
        return new Round(REVISION + revision.revision(), all.rules(), all.terms(), true, all.standIn());
    }

    /** Everything that a policy demands, of all its stages together. */
    public static Round of(PromotionKind kind, PromotionPolicy policy) {
        List<ApprovalRule> rules = Demands.of(kind, policy).stages().stream()
                .flatMap(stage -> stage.rules().stream())
                .toList();
        return new Round("all", rules, policy.approvals(), true, standIn(policy));
    }

    private static Optional<RoleId> standIn(PromotionPolicy policy) {
        return policy.onDeadline().action() == OnDeadline.Action.ESCALATE
                ? policy.reminders().escalateTo()
                : Optional.empty();
    }

    /** What people can fill: whoever stands in because nobody decided in time fills any role that is asked. */
    List<Standing> standing(List<Standing> voters) {
        return voters.stream().map(this::standing).toList();
    }

    private Standing standing(Standing voter) {
        boolean standsIn = standIn.filter(voter.roles()::contains)
                .filter(role -> !roles().contains(role))
                .isPresent();
        if (!standsIn) {
            return voter;
        }
        Set<RoleId> filled = new HashSet<>(voter.roles());
        filled.addAll(roles());
        return new Standing(voter.person(), filled, voter.asNamed());
    }

    /** The revision that a round of this name asks for beyond the stages, if it does. */
    public static Optional<Integer> revisionOf(String name) {
        return name.startsWith(REVISION)
                ? Optional.of(Integer.parseInt(name.substring(REVISION.length())))
                : Optional.empty();
    }

    /** How far it is, counted with what was recorded when people decided. */
    public Tally tally(List<Approval> approvals) {
        List<Standing> voters = approvals.stream()
                .filter(approval -> approval.decision() == Decision.APPROVED)
                .filter(approval -> acrossStages || approval.stage().equals(name))
                .map(approval -> new Standing(approval.countsAs(), approval.roles(), approval.asNamed()))
                .toList();
        return Tally.of(rules, standing(voters), terms.shared());
    }

    /** How far it could get if these persons, who hold these roles, all said yes. */
    public Tally most(Map<PersonId, Set<RoleId>> people) {
        List<Standing> voters = new ArrayList<>();
        people.forEach((person, roles) -> voters.add(new Standing(person, roles, true)));
        return Tally.of(rules, voters, terms.shared());
    }

    /** The roles that are asked. */
    public Set<RoleId> roles() {
        return rules.stream()
                .flatMap(rule -> rule.approvers().askedRoles().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The persons that are asked by name. */
    public Set<PersonId> persons() {
        return rules.stream()
                .flatMap(rule -> rule.approvers().askedPersons().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The rules that still lack persons. */
    public List<ApprovalRule> missing(List<Approval> approvals) {
        return tally(approvals).counts().stream()
                .filter(count -> count.missing() > 0)
                .map(Tally.Count::rule)
                .toList();
    }

    /** The same round with these rules only. */
    public Round only(List<ApprovalRule> some) {
        return new Round(name, some, terms, acrossStages, standIn);
    }

    /** Whether somebody who holds these roles in the target is asked. */
    public boolean asks(PersonId person, Set<RoleId> held) {
        return rules.stream().anyMatch(rule -> rule.approvers().admit(person, held));
    }

    /** Who is asked, in words. */
    public String asked() {
        return rules.stream()
                .map(rule -> rule.approvers().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
    }
}
