package io.sluice.promotion.identity;

import io.sluice.promotion.input.Identifier;

/**
 * Names a tenant. Chosen by the host.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record OrganizationId(String value) {
    /** Refuses what is no identifier with the codes {@code id.required}, {@code id.tooLong} or {@code id.format}. */
    public OrganizationId {
        Identifier.require("organization", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
