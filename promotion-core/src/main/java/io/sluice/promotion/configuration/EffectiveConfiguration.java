package io.sluice.promotion.configuration;

import io.sluice.promotion.configuration.Setting.Origin;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What holds in one workspace: its own values, and the organization's defaults where it has none.
 *
 * @param workspace which workspace
 * @param keyRevision the revision of the organization's keys
 * @param settingsRevision the revision of the workspace's own values
 * @param settings by key, in order
 */
public record EffectiveConfiguration(
        WorkspaceId workspace, int keyRevision, int settingsRevision, Map<String, Setting> settings) {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.:-]*://\\S+");

    /** Sorts the settings. */
    public EffectiveConfiguration {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(settings)));
    }

    /** Puts both together. A value whose key was never defined has the type that it tells by itself. */
    public static EffectiveConfiguration of(KeyRevision keys, SettingsRevision own) {
        WorkspaceId workspace = own.workspace();
        Map<String, Setting> settings = new TreeMap<>();
        keys.keys()
                .values()
                .forEach(key -> key.defaultIn(workspace)
                        .ifPresent(value -> settings.put(
                                key.name(), new Setting(key.name(), key.type(), value, Origin.DEFAULT, key.shared()))));
        own.values().forEach((name, value) -> {
            Optional<ConfigurationKey> key = keys.key(name);
            ValueType type = key.map(ConfigurationKey::type).orElseGet(() -> typeOf(value));
            boolean shared = key.map(ConfigurationKey::shared).orElse(false);
            settings.put(name, new Setting(name, type, value, Origin.WORKSPACE, shared));
        });
        return new EffectiveConfiguration(workspace, keys.revision(), own.revision(), settings);
    }

    /** The type that a value tells by itself: SECRET for a reference to a secret, URL for an address, else TEXT. */
    public static ValueType typeOf(String value) {
        if (SecretReference.matches(value)) {
            return ValueType.SECRET;
        }
        return ADDRESS.matcher(value).matches() ? ValueType.URL : ValueType.TEXT;
    }

    /** The values alone, by key: what a deployer is handed. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((key, setting) -> values.put(key, setting.value()));
        return values;
    }
}
