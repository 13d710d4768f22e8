package io.sluice.promotion.configuration;

import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.List;
import java.util.Set;

/**
 * What shall become of the keys of an organization.
 *
 * @param define keys that are new or replace one of the same name
 * @param remove names of keys that shall no longer exist
 * @param reason why, for people
 */
public record KeyChange(List<ConfigurationKey> define, Set<String> remove, String reason) {
    /** Refuses a change of nothing, and one key that is named twice. */
    public KeyChange {
        define = List.copyOf(define);
        remove = Set.copyOf(remove);
        remove.forEach(name -> Identifier.require("configuration.key", name));
        reason = Text.requireReason("reason", reason);
        long names = define.stream().map(ConfigurationKey::name).distinct().count();
        boolean both = define.stream().map(ConfigurationKey::name).anyMatch(remove::contains);
        if (names < define.size() || both || (define.isEmpty() && remove.isEmpty())) {
            throw new InvalidInputException(
                    "configuration.keys", "configuration.change", "Name each key once, and at least one.");
        }
    }

    /** Defines keys. */
    public static KeyChange define(String reason, ConfigurationKey... keys) {
        return new KeyChange(List.of(keys), Set.of(), reason);
    }

    /** Removes keys. */
    public static KeyChange remove(String reason, String... names) {
        return new KeyChange(List.of(), Set.of(names), reason);
    }
}
