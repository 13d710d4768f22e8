package io.sluice.promotion.configuration;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Optional;

/**
 * A key that the workspaces of an organization may set.
 *
 * @param name an identifier such as {@code database.url}
 * @param type what its values may be
 * @param description for people, may be empty
 * @param defaultValue what holds where a workspace sets nothing; {@value #PLACEHOLDER} in a default of type URL or SECRET
 *     stands for the id of the workspace, and a default of type SECRET must hold it: a secret is never shared
 * @param shared whether the value may name what belongs to several workspaces, such as the address of a registry; never
 *     for secrets
 */
public record ConfigurationKey(
        String name, ValueType type, String description, Optional<String> defaultValue, boolean shared) {
    /** Stands for the id of the workspace in a default. */
    public static final String PLACEHOLDER = "{workspace}";

    private static final WorkspaceId ANY = new WorkspaceId("workspace");

    /**
     * Refuses a malformed key and brings its default into the canonical form.
     *
     * @throws InvalidInputException {@code id.format}, {@code configuration.value}, {@code configuration.sharedSecret}, …
     */
    public ConfigurationKey {
        Identifier.require("configuration.key", name);
        description = Text.optional("configuration." + name + ".description", description);
        if (type == ValueType.SECRET && (shared || isWithoutPlaceholder(defaultValue))) {
            throw new InvalidInputException(
                    "configuration." + name,
                    "configuration.sharedSecret",
                    "A secret belongs to one workspace: give no default, or one with " + PLACEHOLDER + " in it.");
        }
        if (hasPlaceholder(type)) {
            String field = "configuration." + name;
            defaultValue.ifPresent(value -> type.canonical(field, value.replace(PLACEHOLDER, ANY.value())));
        } else {
            ValueType of = type;
            String field = "configuration." + name;
            defaultValue = defaultValue.map(value -> of.canonical(field, value));
        }
    }

    /** A key without a default. */
    public static ConfigurationKey of(String name, ValueType type) {
        return new ConfigurationKey(name, type, "", Optional.empty(), false);
    }

    /** The same key with that default. */
    public ConfigurationKey defaultingTo(String value) {
        return new ConfigurationKey(name, type, description, Optional.of(value), shared);
    }

    /** The same key, described. */
    public ConfigurationKey describedAs(String text) {
        return new ConfigurationKey(name, type, text, defaultValue, shared);
    }

    /** The same key, whose values may name what belongs to several workspaces. */
    public ConfigurationKey sharedByAll() {
        return new ConfigurationKey(name, type, description, defaultValue, true);
    }

    /** The default as it holds in a workspace. */
    Optional<String> defaultIn(WorkspaceId workspace) {
        return hasPlaceholder(type)
                ? defaultValue.map(value -> value.replace(PLACEHOLDER, workspace.value()))
                : defaultValue;
    }

    private static boolean hasPlaceholder(ValueType type) {
        return type == ValueType.URL || type == ValueType.SECRET;
    }

    private static boolean isWithoutPlaceholder(Optional<String> value) {
        return value.filter(text -> !text.contains(PLACEHOLDER)).isPresent();
    }
}
