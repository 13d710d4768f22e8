package io.sluice.promotion.policy;

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
 * @param rules 1 to 100 rules, each with a role of its own
 */
public record ApprovalStage(String name, List<ApprovalRule> rules) {
    /** The stage of a policy that has only one. */
    public static final String ONLY = "approval";

    /** Refuses no rules, too many rules and two rules for one role. */
    public ApprovalStage {
        Identifier.require("policy.stage", name);
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new InvalidInputException("policy.rules", "policy.empty", "Stage " + name + " asks nobody.");
        }
        if (rules.size() > 100) {
            throw new InvalidInputException("policy.rules", "policy.tooMany", "A stage has at most 100 rules.");
        }
        Set<RoleId> seen = new HashSet<>();
        for (ApprovalRule rule : rules) {
            if (!seen.add(rule.role())) {
                throw new InvalidInputException(
                        "policy.rules", "policy.duplicateRule", "Role " + rule.role() + " has two rules in one stage.");
            }
        }
    }

    /** The roles that are asked. */
    public Set<RoleId> roles() {
        return rules.stream().map(ApprovalRule::role).collect(Collectors.toUnmodifiableSet());
    }

    /** How many persons must agree. */
    public int required() {
        return rules.stream().mapToInt(ApprovalRule::required).sum();
    }
}
