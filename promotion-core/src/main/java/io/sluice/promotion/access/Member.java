package io.sluice.promotion.access;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person of an organization as the host's directory knows them at one moment.
 *
 * @param person the canonical person
 * @param active false once the person left or was suspended; such a person can do nothing and counts for nothing
 * @param displayName for people to read; never compared
 * @param mail where mail goes, if anywhere; never compared
 * @param locale the language for messages
 * @param grants the roles held
 * @param human false for an account of a program, which approves nothing and counts for nothing
 */
public record Member(
        PersonId person,
        boolean active,
        String displayName,
        Optional<String> mail,
        Locale locale,
        Set<RoleGrant> grants,
        boolean human) {
    /** Copies the grants. */
    public Member {
        grants = Set.copyOf(grants);
    }

    /** A human being. */
    public Member(
            PersonId person,
            boolean active,
            String displayName,
            Optional<String> mail,
            Locale locale,
            Set<RoleGrant> grants) {
        this(person, active, displayName, mail, locale, grants, true);
    }

    /** The roles that count in the workspace; none when the person is not active. */
    public Set<RoleId> rolesIn(WorkspaceId workspace) {
        return active
                ? grants.stream()
                        .filter(grant -> grant.appliesTo(workspace))
                        .map(RoleGrant::role)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The roles that count in all of the organization; none when the person is not active. */
    public Set<RoleId> rolesEverywhere() {
        return active
                ? grants.stream()
                        .filter(grant -> grant.workspace().isEmpty())
                        .map(RoleGrant::role)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** Whether the person is active and holds the role in the workspace. */
    public boolean holds(RoleId role, WorkspaceId workspace) {
        return rolesIn(workspace).contains(role);
    }
}
