package io.sluice.promotion.control;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person put in the way of promotions, in force until a person lifts it.
 *
 * @param organization the tenant
 * @param id names the control
 * @param scope what it is about
 * @param reason why, in words of whoever set it
 * @param setBy who set it; {@link PersonId#SLUICE} when Sluice did
 * @param setAt when
 * @param lifted who lifted it, when and why; empty while it is in force
 */
public record Control(
        OrganizationId organization,
        ControlId id,
        ControlScope scope,
        String reason,
        PersonId setBy,
        Instant setAt,
        Optional<Lifted> lifted) {
    /**
     * The end of a control.
     *
     * @param by who lifted it
     * @param at when
     * @param reason why
     */
    public record Lifted(PersonId by, Instant at, String reason) {}

    /** Whether it is in force. */
    public boolean isInForce() {
        return lifted.isEmpty();
    }

    /** The same control, lifted. */
    public Control lifted(PersonId by, Instant at, String why) {
        return new Control(organization, id, scope, reason, setBy, setAt, Optional.of(new Lifted(by, at, why)));
    }
}
