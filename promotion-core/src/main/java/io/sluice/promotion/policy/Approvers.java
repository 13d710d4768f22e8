package io.sluice.promotion.policy;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom an approval rule asks. */
public sealed interface Approvers {
    /**
     * Whoever holds one of these roles in the target workspace.
     *
     * @param roles 1 to 20
     */
    record AnyOfRoles(Set<RoleId> roles) implements Approvers {
        /** Refuses no roles with {@code policy.empty} and more than 20 with {@code policy.tooMany}. */
        public AnyOfRoles {
            roles = Set.copyOf(roles);
            requireSize(roles, 20);
        }

        @Override
        public boolean admit(PersonId person, Set<RoleId> held) {
            return roles.stream().anyMatch(held::contains);
        }

        @Override
        public String toString() {
            return (roles.size() == 1 ? "role " : "one of the roles ") + listed(roles.stream());
        }
    }

    /**
     * These persons and nobody else, whatever roles they hold.
     *
     * @param persons 1 to 50, active members of the organization
     */
    record Persons(Set<PersonId> persons) implements Approvers {
        /** Refuses nobody with {@code policy.empty} and more than 50 with {@code policy.tooMany}. */
        public Persons {
            persons = Set.copyOf(persons);
            requireSize(persons, ApprovalRule.MOST_REQUIRED);
        }

        @Override
        public boolean admit(PersonId person, Set<RoleId> held) {
            return persons.contains(person);
        }

        @Override
        public String toString() {
            return (persons.size() == 1 ? "" : "one of ") + listed(persons.stream());
        }
    }

    /** Whether a person who holds these roles in the target is asked. */
    boolean admit(PersonId person, Set<RoleId> held);

    /** The roles that are asked; none when persons are. */
    default Set<RoleId> askedRoles() {
        return this instanceof AnyOfRoles any ? any.roles() : Set.of();
    }

    /** The persons that are asked by name; none when roles are. */
    default Set<PersonId> askedPersons() {
        return this instanceof Persons named ? named.persons() : Set.of();
    }

    private static void requireSize(Set<?> asked, int most) {
        if (asked.isEmpty()) {
            throw new InvalidInputException("policy.rules", "policy.empty", "A rule asks nobody.");
        }
        if (asked.size() > most) {
            throw new InvalidInputException("policy.rules", "policy.tooMany", "A rule names more than " + most + ".");
        }
    }

    private static String listed(Stream<?> asked) {
        return asked.map(Object::toString).sorted().collect(Collectors.joining(", "));
    }
}
