package io.sluice.promotion.spring.rest.configuration;

import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.Setting;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.spring.rest.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds in a workspace, and where each value comes from. */
public record ConfigurationView(String etag, int revision, List<SettingView> settings) {
    /** One value. Of a secret it is the reference, never the secret. */
    public record SettingView(
            String key, ValueType type, String value, Setting.Origin origin, boolean shared, String description) {}

    /** For somebody who may not read it. */
    public static ConfigurationView hidden() {
        return new ConfigurationView(Tag.of(0).quoted(), 0, List.of());
    }

    /** With what is said about the keys, as far as the caller may read it. */
    public static ConfigurationView of(EffectiveConfiguration effective, Map<String, ConfigurationKey> keys) {
        return new ConfigurationView(
                Tag.of(effective.settingsRevision()).quoted(),
                effective.settingsRevision(),
                effective.settings().values().stream()
                        .sorted(Comparator.comparing(Setting::key))
                        .map(setting -> new SettingView(
                                setting.key(),
                                setting.type(),
                                setting.value(),
                                setting.origin(),
                                setting.shared(),
                                Optional.ofNullable(keys.get(setting.key()))
                                        .map(ConfigurationKey::description)
                                        .orElse("")))
                        .toList());
    }
}
