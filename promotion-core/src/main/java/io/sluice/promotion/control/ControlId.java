package io.sluice.promotion.control;

import io.sluice.promotion.input.Identifier;

/**
 * Names one control of its organization.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record ControlId(String value) {
    /** Refuses a malformed id. */
    public ControlId {
        Identifier.require("control", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
