package io.sluice.promotion.jdbc;

import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.ValueType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration keys of an organization as they are stored. */
final class ConfigurationJson {
    private ConfigurationJson() {}

    static String write(Collection<ConfigurationKey> keys) {
        return Json.write(
                Map.of("keys", keys.stream().map(ConfigurationJson::fields).toList()));
    }

    static Map<String, ConfigurationKey> read(String json) {
        Map<String, ConfigurationKey> keys = new LinkedHashMap<>();
        JsonFields.read(Json.readObject(json), fields -> fields.objects("keys", ConfigurationJson::key))
                .forEach(key -> keys.put(key.name(), key));
        return keys;
    }

    private static Map<String, Object> fields(ConfigurationKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", key.name());
        fields.put("type", key.type().name());
        fields.put("description", key.description());
        key.defaultValue().ifPresent(value -> fields.put("default", value));
        fields.put("shared", key.shared());
        return fields;
    }

    private static ConfigurationKey key(JsonFields fields) {
        return new ConfigurationKey(
                fields.text("name"),
                ValueType.valueOf(fields.text("type")),
                fields.text("description"),
                fields.optionalText("default"),
                fields.flag("shared"));
    }
}
