package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.preference.DailyDigest;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.spi.NotificationKind;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Preferences as stored. */
final class PreferenceJson {
    private PreferenceJson() {}

    static String write(PersonalPreferences preferences) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("channels", byKind(preferences.channels()));
        preferences.language().ifPresent(language -> fields.put("language", language.toLanguageTag()));
        preferences.digest().ifPresent(digest -> {
            fields.put("digestAt", digest.at().toString());
            fields.put("digestZone", digest.zone().getId());
        });
        return Json.write(fields);
    }

    static PersonalPreferences readPersonal(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new PersonalPreferences(
                        byKind(fields, "channels", channel -> channel),
                        fields.optionalText("language").map(Locale::forLanguageTag),
                        fields.optionalText("digestAt")
                                .map(at -> new DailyDigest(
                                        LocalTime.parse(at),
                                        fields.optionalText("digestZone")
                                                .map(ZoneId::of)
                                                .orElseThrow()))));
    }

    static String write(WorkspacePreferences preferences) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alsoTell", byKind(preferences.alsoTell()));
        fields.put("muted", Json.sortedTexts(preferences.muted()));
        return Json.write(fields);
    }

    static WorkspacePreferences readWorkspace(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new WorkspacePreferences(
                        byKind(fields, "alsoTell", RoleId::new),
                        Set.copyOf(fields.texts("muted", NotificationKind::valueOf))));
    }

    private static List<Map<String, Object>> byKind(Map<NotificationKind, ? extends Set<?>> values) {
        List<Map<String, Object>> entries = new ArrayList<>();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entries.add(
                        Map.of("kind", entry.getKey().name(), "values", Json.sortedTexts(entry.getValue()))));
        return entries;
    }

    private static <T> Map<NotificationKind, Set<T>> byKind(JsonFields fields, String name, Function<String, T> type) {
        Map<NotificationKind, Set<T>> values = new EnumMap<>(NotificationKind.class);
        fields.objects(
                        name,
                        entry -> Map.entry(
                                NotificationKind.valueOf(entry.text("kind")), Set.copyOf(entry.texts("values", type))))
                .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }
}
