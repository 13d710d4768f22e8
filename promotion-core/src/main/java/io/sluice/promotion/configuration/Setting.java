package io.sluice.promotion.configuration;

/**
 * A value that holds in a workspace, and where it comes from.
 *
 * @param key which key
 * @param type its type
 * @param value the value; of type SECRET a reference
 * @param origin where it comes from
 * @param shared whether it may name what belongs to several workspaces
 */
public record Setting(String key, ValueType type, String value, Origin origin, boolean shared) {
    /** Where a value comes from. */
    public enum Origin {
        /** The workspace sets it. */
        WORKSPACE,
        /** The workspace sets nothing, and the organization's key has a default. */
        DEFAULT
    }
}
