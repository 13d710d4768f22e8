package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.PromotionKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Have enough of the right people agreed, and nobody said no? */
final class ApprovalRules {
    private ApprovalRules() {}

    static void judge(GateFacts facts, Gate.Moment moment, Consumer<Blocker> blocked) {
        rejected(facts, blocked);
        for (PolicyRevision revision : facts.policies()) {
            Demands demands = Demands.of(facts.kind(), revision.policy());
            Votes votes = new Votes(facts, revision.policy().approvals());
            unprotected(facts, demands.stages(), blocked);
            satisfiable(facts, revision, votes, blocked);
            if (moment == Gate.Moment.REQUEST) {
                continue;
            }
            votes.unknown().forEach(person -> blocked.accept(membershipUnknown(person)));
            if (isCaptured(facts, revision)) {
                demands.rounds()
                        .forEach(round -> missing(facts, "Stage " + round.name(), tally(round, votes), blocked));
            } else {
                Round all = Round.of(facts.kind(), revision);
                missing(
                        facts,
                        "Policy revision " + revision.revision(),
                        Tally.of(
                                all.rules(),
                                all.standing(votes.counted(Optional.empty(), false)),
                                all.terms().shared()),
                        blocked);
            }
        }
    }

    /** Who gave the approvals that count for some rule of some policy; a delegate, where one did. */
    static Set<PersonId> approvers(GateFacts facts) {
        Set<PersonId> persons = new HashSet<>();
        for (PolicyRevision revision : facts.policies()) {
            Round all = Round.of(facts.kind(), revision);
            Set<PersonId> counted = new HashSet<>();
            all.standing(new Votes(facts, all.terms()).counted(Optional.empty(), false)).stream()
                    .filter(standing -> all.rules().stream().anyMatch(standing::fills))
                    .forEach(standing -> counted.add(standing.person()));
            facts.votes().stream()
                    .map(Vote::approval)
                    .filter(approval -> approval.decision() == Decision.APPROVED)
                    .filter(approval -> counted.contains(approval.countsAs()))
                    .forEach(approval -> persons.add(approval.person()));
        }
        return persons;
    }

    private static boolean isCaptured(GateFacts facts, PolicyRevision revision) {
        return facts.request()
                .map(request -> request.policyRevision() == revision.revision())
                .orElse(true);
    }

    private static Tally tally(Round round, Votes votes) {
        Optional<String> stage = round.acrossStages() ? Optional.empty() : Optional.of(round.name());
        return Tally.of(
                round.rules(),
                round.standing(votes.counted(stage, true)),
                round.terms().shared());
    }

    private static Blocker membershipUnknown(PersonId person) {
        return new Blocker(
                "approval.membershipUnknown",
                "Nobody knows whether " + person + " held the role already when this was requested.",
                Blocker.Lifts.BY_PEOPLE,
                "whoever runs the directory of persons",
                "",
                Optional.empty(),
                "Have the directory tell earlier roles, or replace the policy.");
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

    /** Whether there are enough people for all stages together: nobody approves in two of them unless they may. */
    private static void satisfiable(GateFacts facts, PolicyRevision revision, Votes votes, Consumer<Blocker> blocked) {
        if (facts.candidates().isEmpty()) {
            return; // Nobody asked who could.
        }
        Round all = Round.of(facts.kind(), revision);
        Tally most = Tally.of(
                all.rules(),
                votes.possible(facts.candidates().get()),
                all.terms().shared());
        for (Tally.Count count : most.counts()) {
            if (count.missing() > 0) {
                String asked = count.rule().approvers().toString();
                blocked.accept(new Blocker(
                        "approval.unsatisfiable",
                        "The policy needs " + count.rule().required() + " of " + asked + ", but only " + count.given()
                                + " can approve.",
                        Blocker.Lifts.BY_PEOPLE,
                        "whoever grants " + asked,
                        "have " + count.given() + ", need " + count.rule().required(),
                        Optional.empty(),
                        "Let more people approve, or replace the policy."));
            }
        }
    }

    private static void missing(GateFacts facts, String whose, Tally tally, Consumer<Blocker> blocked) {
        for (Tally.Count count : tally.counts()) {
            if (count.missing() > 0) {
                blocked.accept(new Blocker(
                        "approval.missing",
                        whose + " has " + count.given() + " of "
                                + count.rule().required() + " approvals by "
                                + count.rule().approvers() + ".",
                        Blocker.Lifts.BY_PEOPLE,
                        count.rule().approvers().toString(),
                        "have " + count.given() + ", need " + count.rule().required(),
                        Optional.empty(),
                        "Ask " + count.rule().approvers() + "; not " + facts.requester() + " or an author."));
            }
        }
    }
}
