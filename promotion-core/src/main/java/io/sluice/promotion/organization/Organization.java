package io.sluice.promotion.organization;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Text;
import java.time.Instant;

/**
 * A tenant. Every row, audit event and message belongs to exactly one.
 *
 * @param id chosen by the host
 * @param name for people, 1 to 100 characters
 * @param createdAt when it was created
 */
public record Organization(OrganizationId id, String name, Instant createdAt) {
    /** Normalizes the name. */
    public Organization {
        name = Text.requireName("organization.name", name);
    }
}
