package io.sluice.promotion.command;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether there are enough people for a policy. Asks the directory; outside of transactions only. */
public final class Satisfiability {
    /** Whom the policy's rules ask, as far as they are active and human; and the named accounts that are programs. */
    public record Asked(Map<PersonId, Set<RoleId>> people, Set<PersonId> programs) {
        /** Nobody was asked about. */
        public static final Asked NOBODY = new Asked(Map.of(), Set.of());
    }

    private final Directory directory;
    private final Presences presences;

    public Satisfiability(Directory directory, Presences presences) {
        this.directory = directory;
        this.presences = presences;
    }

    public Asked ask(OrganizationId organization, WorkspaceId workspace, PromotionPolicy policy) {
        Set<RoleId> roles = new HashSet<>();
        Set<PersonId> named = new HashSet<>();
        policy.stages().forEach(stage -> {
            roles.addAll(stage.roles());
            named.addAll(stage.persons());
        });
        policy.rollback().ifPresent(stage -> {
            roles.addAll(stage.roles());
            named.addAll(stage.persons());
        });
        boolean operatorsOut = policy.approvals().operatorsExcluded();
        Map<PersonId, Set<RoleId>> people = new HashMap<>();
        for (Member member : directory.asked(organization, workspace, roles, named)) {
            presences
                    .of(organization, member, workspace, Optional.empty())
                    .filter(present -> !(operatorsOut && present.operates()))
                    .ifPresent(present -> people.put(present.person(), present.roles()));
        }
        Set<PersonId> programs = new HashSet<>();
        named.forEach(person -> directory
                .member(organization, person)
                .filter(member -> !member.human())
                .ifPresent(member -> programs.add(person)));
        return new Asked(people, programs);
    }

    /** The rules of a policy that cannot be met, for promotions and for rollbacks. */
    public static List<Tally.Count> shortages(PromotionPolicy policy, Asked asked) {
        List<Tally.Count> shortages = new ArrayList<>();
        for (PromotionKind kind : PromotionKind.values()) {
            Round.of(kind, policy).most(asked.people()).counts().stream()
                    .filter(count -> count.missing() > 0)
                    .filter(count -> !shortages.contains(count))
                    .forEach(shortages::add);
        }
        return shortages;
    }

    /**
     * Refuses a policy that nobody could satisfy with {@code policy.unknownRole} when nobody holds a role, {@code
     * approver.notHuman} when a program is named, else with {@code policy.unsatisfiable}.
     */
    public static void require(PromotionPolicy policy, Asked asked) {
        if (!asked.programs().isEmpty()) {
            throw new InvalidInputException(
                    "policy.rules", "approver.notHuman", "A rule names a service account, which approves nothing.");
        }
        Set<RoleId> held = new HashSet<>();
        asked.people().values().forEach(held::addAll);
        for (Tally.Count count : shortages(policy, asked)) {
            Set<RoleId> roles = count.rule().approvers().askedRoles();
            if (!roles.isEmpty() && roles.stream().noneMatch(held::contains)) {
                throw new InvalidInputException(
                        "policy.rules",
                        "policy.unknownRole",
                        "Nobody here holds " + count.rule().approvers() + ".");
            }
            throw new InvalidInputException("policy.rules", "policy.unsatisfiable", sentence(count));
        }
    }

    /** What is missing, for people. */
    public static String sentence(Tally.Count count) {
        return count.given() + " can approve as " + count.rule().approvers() + ", but "
                + count.rule().required() + " must.";
    }
}
