package io.sluice.promotion.freeze;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Set;

/**
 * Who may let a single promotion pass a freeze, besides needing the permission to manage freezes.
 *
 * @param persons by name
 * @param roles by a role that they hold in the target
 */
public record ExceptionGranters(Set<PersonId> persons, Set<RoleId> roles) {
    private static final int MOST = 50;

    /** Nobody: the freeze knows no exceptions. */
    public static final ExceptionGranters NOBODY = new ExceptionGranters(Set.of(), Set.of());

    /** Refuses more than 50 persons or roles with {@code freeze.tooMany}. */
    public ExceptionGranters {
        persons = Set.copyOf(persons);
        roles = Set.copyOf(roles);
        if (persons.size() > MOST || roles.size() > MOST) {
            throw new InvalidInputException(
                    "freeze.granters", "freeze.tooMany", "A freeze names at most " + MOST + " persons and roles.");
        }
    }

    /** Those persons. */
    public static ExceptionGranters persons(Set<PersonId> persons) {
        return new ExceptionGranters(persons, Set.of());
    }

    /** Whoever holds one of those roles. */
    public static ExceptionGranters roles(Set<RoleId> roles) {
        return new ExceptionGranters(Set.of(), roles);
    }

    /** Whether somebody with these roles is one of them. */
    public boolean include(PersonId person, Set<RoleId> held) {
        return persons.contains(person) || roles.stream().anyMatch(held::contains);
    }
}
