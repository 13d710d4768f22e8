package io.sluice.promotion.artifact;

import io.sluice.promotion.input.Identifier;

/**
 * What people call a version, such as {@code 1.4.0}. It is the digest that is approved and deployed; the label is how
 * people speak of it.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record VersionLabel(String value) {
    /** Refuses a malformed label. */
    public VersionLabel {
        Identifier.require("version", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
