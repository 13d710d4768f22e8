package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Have enough of the right people agreed, and nobody said no? */
final class ApprovalRules {
    private ApprovalRules() {}

    static void judge(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        rejected(facts, blocked);
        for (PolicyRevision revision : facts.policies()) {
            List<ApprovalStage> stages =
                    Demands.of(facts.kind(), revision.policy()).stages();
            unprotected(facts, stages, blocked);
            boolean captured = facts.request()
                    .map(request -> request.policyRevision() == revision.revision())
                    .orElse(true);
            satisfiable(facts, stages, blocked);
            if (moment == Gate.Moment.REQUEST) {
                continue;
            }
            if (captured) {
                stages.forEach(stage -> missing(
                        facts,
                        "Stage " + stage.name(),
                        Tally.of(stage, standing(stage, voters(facts, Optional.of(stage.name())))),
                        blocked));
            } else {
                missing(
                        facts,
                        "Policy revision " + revision.revision(),
                        Tally.of(rules(stages), standing(revision.policy(), stages, voters(facts, Optional.empty()))),
                        blocked);
            }
        }
    }

    private static List<ApprovalRule> rules(List<ApprovalStage> stages) {
        return stages.stream().flatMap(stage -> stage.rules().stream()).toList();
    }

    private static Map<PersonId, Set<RoleId>> standing(ApprovalStage stage, Map<PersonId, Set<RoleId>> voters) {
        Map<PersonId, Set<RoleId>> standing = new HashMap<>();
        voters.forEach((person, roles) -> standing.put(person, Eligibility.standing(stage, roles)));
        return standing;
    }

    /** Whom another revision would have let decide because nobody did in time. */
    private static Map<PersonId, Set<RoleId>> standing(
            PromotionPolicy policy, List<ApprovalStage> stages, Map<PersonId, Set<RoleId>> voters) {
        if (policy.onDeadline().action() != OnDeadline.Action.ESCALATE) {
            return voters;
        }
        RoleId escalated = policy.reminders().escalateTo().orElseThrow();
        Map<PersonId, Set<RoleId>> standing = new HashMap<>();
        voters.forEach((person, roles) -> {
            Set<RoleId> filled = new HashSet<>(roles);
            if (roles.contains(escalated)) {
                stages.forEach(stage -> filled.addAll(stage.roles()));
            }
            standing.put(person, filled);
        });
        return standing;
    }

    /** Who said yes and counts: for exactly this subject, still entitled, and not the requester or an author. */
    static Map<PersonId, Set<RoleId>> voters(GateFacts facts, Optional<String> stage) {
        Map<PersonId, Set<RoleId>> voters = new HashMap<>();
        for (Vote vote : facts.votes()) {
            Approval approval = vote.approval();
            boolean sameSubject = facts.request()
                    .map(request -> request.subjectHash().equals(approval.subjectHash()))
                    .orElse(false);
            boolean independent = !approval.person().equals(facts.requester())
                    && !facts.authors().contains(approval.person());
            boolean sameStage = stage.map(approval.stage()::equals).orElse(true);
            if (approval.decision() == Decision.APPROVED && sameSubject && independent && sameStage) {
                Set<RoleId> counted = new HashSet<>(vote.rolesNow());
                if (stage.isPresent()) {
                    counted.retainAll(approval.roles());
                }
                voters.put(approval.person(), counted);
            }
        }
        return voters;
    }

    private static void rejected(GateFacts facts, Consumer<Blocker> blocked) {
        facts.votes().stream()
                .map(Vote::approval)
                .filter(approval -> approval.decision() == Decision.REJECTED)
                .forEach(approval -> blocked.accept(new Blocker(
                        "approval.rejected",
                        "It was rejected: " + approval.comment(),
                        Blocker.Lifts.NEVER,
                        "nobody",
                        "by " + approval.person() + " at " + approval.decidedAt(),
                        Optional.empty(),
                        "Answer the reason and request it again.")));
    }

    private static void unprotected(GateFacts facts, List<ApprovalStage> stages, Consumer<Blocker> blocked) {
        boolean needsPeople = facts.target().environmentType().isProtected() && facts.kind() == PromotionKind.PROMOTION;
        if (needsPeople && stages.isEmpty()) {
            blocked.accept(new Blocker(
                    "policy.empty",
                    facts.target().name() + " is protected, but its policy asks nobody.",
                    Blocker.Lifts.BY_PEOPLE,
                    "a policy administrator",
                    "",
                    Optional.empty(),
                    "Give the policy an approval stage."));
        }
    }

    /** Whether there are enough people for all stages together: nobody approves in two of them. */
    private static void satisfiable(GateFacts facts, List<ApprovalStage> stages, Consumer<Blocker> blocked) {
        boolean known =
                stages.stream().allMatch(stage -> facts.candidates().keySet().containsAll(stage.roles()));
        if (!known) {
            return; // Nobody asked who could.
        }
        Map<PersonId, Set<RoleId>> everybody = new HashMap<>();
        voters(facts, Optional.empty()).forEach((person, roles) -> everybody.put(person, new HashSet<>(roles)));
        facts.candidates()
                .forEach((role, persons) -> persons.forEach(person ->
                        everybody.computeIfAbsent(person, p -> new HashSet<>()).add(role)));
        for (Tally.Count count : Tally.of(rules(stages), everybody).counts()) {
            if (count.missing() > 0) {
                blocked.accept(new Blocker(
                        "approval.unsatisfiable",
                        "The policy needs " + count.rule().required() + " of role "
                                + count.rule().role() + ", but only " + count.given() + " can approve.",
                        Blocker.Lifts.BY_PEOPLE,
                        "whoever grants role " + count.rule().role(),
                        "have " + count.given() + ", need " + count.rule().required(),
                        Optional.empty(),
                        "Grant the role to more people, or replace the policy."));
            }
        }
    }

    private static void missing(GateFacts facts, String whose, Tally tally, Consumer<Blocker> blocked) {
        for (Tally.Count count : tally.counts()) {
            if (count.missing() > 0) {
                blocked.accept(new Blocker(
                        "approval.missing",
                        whose + " has " + count.given() + " of "
                                + count.rule().required() + " approvals by role "
                                + count.rule().role() + ".",
                        Blocker.Lifts.BY_PEOPLE,
                        "role " + count.rule().role(),
                        "have " + count.given() + ", need " + count.rule().required(),
                        Optional.empty(),
                        "Ask somebody with role " + count.rule().role() + "; not " + facts.requester()
                                + " or an author."));
            }
        }
    }
}
