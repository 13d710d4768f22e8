package io.sluice.promotion.identity;

import io.sluice.promotion.input.Identifier;

/**
 * Names a proposal to weaken what a protected workspace demands. Made by Sluice, sortable by creation time.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record PolicyChangeId(String value) {
    /** Refuses what is no identifier with the codes {@code id.required}, {@code id.tooLong} or {@code id.format}. */
    public PolicyChangeId {
        Identifier.require("policyChange", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
