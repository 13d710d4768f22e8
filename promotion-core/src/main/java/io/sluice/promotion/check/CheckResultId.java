package io.sluice.promotion.check;

import io.sluice.promotion.input.Identifier;

/**
 * Names one result of a check.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record CheckResultId(String value) {
    /** Refuses a malformed id. */
    public CheckResultId {
        Identifier.require("check.result", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
