package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One person's decision on one request. Append-only.
 *
 * @param organization the tenant
 * @param promotion the request
 * @param stage the stage it was given in
 * @param person who decided
 * @param decision what they said
 * @param comment their words; mandatory for a rejection
 * @param roles the roles that count: all that whoever it counts as held in the target at that moment
 * @param subjectHash what they decided about
 * @param decidedAt when
 * @param onBehalfOf whom it counts as, when a delegate decided; the two together count as one person
 * @param asNamed whether it counts where a rule names the person; a delegate's does only if the delegation says so
 */
public record Approval(
        OrganizationId organization,
        PromotionId promotion,
        String stage,
        PersonId person,
        Decision decision,
        String comment,
        Set<RoleId> roles,
        String subjectHash,
        Instant decidedAt,
        Optional<PersonId> onBehalfOf,
        boolean asNamed) {
    /** Copies the roles. */
    public Approval {
        roles = Set.copyOf(roles);
    }

    /** A decision of a person as themself. */
    public Approval(
            OrganizationId organization,
            PromotionId promotion,
            String stage,
            PersonId person,
            Decision decision,
            String comment,
            Set<RoleId> roles,
            String subjectHash,
            Instant decidedAt) {
        this(
                organization,
                promotion,
                stage,
                person,
                decision,
                comment,
                roles,
                subjectHash,
                decidedAt,
                Optional.empty(),
                true);
    }

    /** Whom it counts as. */
    public PersonId countsAs() {
        return onBehalfOf.orElse(person);
    }

    /** Whether the person gave it or was stood in for: nobody has a second slot through somebody else. */
    public boolean involves(PersonId anyone) {
        return person.equals(anyone) || countsAs().equals(anyone);
    }
}
