package io.sluice.promotion.policy;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Objects;
import java.util.Set;

/**
 * Who must say yes, and how many of them.
 *
 * @param approvers who is asked
 * @param required how many distinct persons, 1 to 50
 */
public record ApprovalRule(Approvers approvers, int required) {
    /** Most persons that one rule can ask for. */
    public static final int MOST_REQUIRED = 50;

    /**
     * Refuses a number outside the bounds with {@code policy.minApprovals} or {@code policy.integer}, and more than are
     * named with {@code policy.unsatisfiable}.
     */
    public ApprovalRule {
        Objects.requireNonNull(approvers, "approvers");
        if (required == 0) {
            throw new InvalidInputException(
                    "policy.required",
                    "policy.minApprovals",
                    "A rule asks for at least one person; leave it out instead.");
        }
        if (required < 0 || required > MOST_REQUIRED) {
            throw new InvalidInputException(
                    "policy.required", "policy.integer", "required must be 1 to 50, was " + required + ".");
        }
        if (approvers instanceof Approvers.Persons named && named.persons().size() < required) {
            throw new InvalidInputException(
                    "policy.required",
                    "policy.unsatisfiable",
                    "The rule names " + named.persons().size() + ", but " + required + " must approve.");
        }
    }

    /** So many persons who hold the role in the target workspace. */
    public ApprovalRule(RoleId role, int required) {
        this(new Approvers.AnyOfRoles(Set.of(role)), required);
    }

    /** So many persons, each of whom holds one of the roles. */
    public static ApprovalRule anyOf(Set<RoleId> roles, int required) {
        return new ApprovalRule(new Approvers.AnyOfRoles(roles), required);
    }

    /** All of these persons. */
    public static ApprovalRule everyOneOf(Set<PersonId> persons) {
        return new ApprovalRule(new Approvers.Persons(persons), persons.size());
    }

    /** So many of these persons. */
    public static ApprovalRule of(Set<PersonId> persons, int required) {
        return new ApprovalRule(new Approvers.Persons(persons), required);
    }
}
