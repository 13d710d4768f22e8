package io.sluice.promotion.policy;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Approvals that are asked for together. Stages run one after the other, the rules of one stage side by side. One person
 * fills one slot of a stage.
 *
 * @param name names the stage inside its policy
 * @param rules 1 to 100 rules, no two of which ask the same roles or persons
 */
public record ApprovalStage(String name, List<ApprovalRule> rules) {
    /** The stage of a policy that has only one. */
    public static final String ONLY = "approval";

    /** Refuses no rules, too many rules and two rules that ask the same. */
    public ApprovalStage {
        Identifier.require("policy.stage", name);
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new InvalidInputException("policy.rules", "policy.empty", "Stage " + name + " asks nobody.");
        }
        if (rules.size() > 100) {
            throw new InvalidInputException("policy.rules", "policy.tooMany", "A stage has at most 100 rules.");
        }
        Set<Approvers> seen = new HashSet<>();
        for (ApprovalRule rule : rules) {
            if (!seen.add(rule.approvers())) {
                throw new InvalidInputException(
                        "policy.rules",
                        "policy.duplicateRule",
                        "Stage " + name + " has two rules for " + rule.approvers() + ".");
            }
        }
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

    /** How many persons must agree. */
    public int required() {
        return rules.stream().mapToInt(ApprovalRule::required).sum();
    }
}
