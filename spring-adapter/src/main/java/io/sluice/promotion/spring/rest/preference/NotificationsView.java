package io.sluice.promotion.spring.rest.preference;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.spi.NotificationKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is told about a workspace: to which roles beside those concerned, and what to nobody. */
public record NotificationsView(Map<NotificationKind, List<String>> alsoTell, List<NotificationKind> muted) {
    /** As it is stored. */
    public static NotificationsView of(WorkspacePreferences preferences) {
        Map<NotificationKind, List<String>> roles = new TreeMap<>();
        preferences
                .alsoTell()
                .forEach((kind, told) -> roles.put(
                        kind, told.stream().map(RoleId::value).sorted().toList()));
        return new NotificationsView(
                roles, preferences.muted().stream().sorted().toList());
    }

    WorkspacePreferences wanted() {
        return new WorkspacePreferences(
                alsoTell.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .map(RoleId::new)
                                        .collect(Collectors.toUnmodifiableSet()))),
                Set.copyOf(muted));
    }
}
