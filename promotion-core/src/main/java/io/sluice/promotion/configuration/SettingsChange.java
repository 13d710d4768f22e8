package io.sluice.promotion.configuration;

import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Set;

/**
 * What shall become of the settings of a workspace.
 *
 * @param set values by key
 * @param unset keys that shall go back to the organization's default
 * @param reason why, for people
 */
public record SettingsChange(Map<String, String> set, Set<String> unset, String reason) {
    /** Refuses a change of nothing, and a key that is both set and unset. */
    public SettingsChange {
        set = Map.copyOf(set);
        unset = Set.copyOf(unset);
        reason = Text.requireReason("reason", reason);
        set.keySet().forEach(key -> Identifier.require("configuration.key", key));
        unset.forEach(key -> Identifier.require("configuration.key", key));
        if (set.keySet().stream().anyMatch(unset::contains) || (set.isEmpty() && unset.isEmpty())) {
            throw new InvalidInputException(
                    "configuration.settings", "configuration.change", "Name each key once, and at least one.");
        }
    }

    /** Sets one value. */
    public static SettingsChange set(String key, String value, String reason) {
        return new SettingsChange(Map.of(key, value), Set.of(), reason);
    }

    /** Sets several values. */
    public static SettingsChange set(Map<String, String> values, String reason) {
        return new SettingsChange(values, Set.of(), reason);
    }

    /** Takes one value away. */
    public static SettingsChange unset(String key, String reason) {
        return new SettingsChange(Map.of(), Set.of(key), reason);
    }
}
