package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxRows.Audience;
import io.sluice.promotion.spi.Notification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whom a message is for and what it says, as stored in the outbox. */
final class NotificationJson {
    private NotificationJson() {}

    static String write(Audience audience) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("persons", Json.sortedTexts(audience.persons()));
        fields.put("roles", Json.sortedTexts(audience.roles()));
        fields.put("workspace", audience.workspace().value());
        return Json.write(fields);
    }

    static Audience readAudience(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new Audience(
                        Set.copyOf(fields.texts("persons", PersonId::new)),
                        Set.copyOf(fields.texts("roles", RoleId::new)),
                        new WorkspaceId(fields.text("workspace"))));
    }

    static String write(Notification.Subject subject) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("organizationName", subject.organizationName());
        fields.put("artifact", subject.artifact());
        fields.put("version", subject.version());
        subject.replaces().ifPresent(version -> fields.put("replaces", version));
        fields.put("sourceName", subject.sourceName());
        fields.put("targetName", subject.targetName());
        fields.put("rollback", subject.rollback());
        fields.put("requesterName", subject.requesterName());
        fields.put("reason", subject.reason());
        subject.deadline().ifPresent(deadline -> fields.put("deadline", deadline.toString()));
        fields.put("headline", subject.headline());
        fields.put("detail", subject.detail());
        return Json.write(fields);
    }

    static Notification.Subject readSubject(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new Notification.Subject(
                        fields.text("organizationName"),
                        fields.text("artifact"),
                        fields.text("version"),
                        fields.optionalText("replaces"),
                        fields.text("sourceName"),
                        fields.text("targetName"),
                        fields.flag("rollback"),
                        fields.text("requesterName"),
                        fields.text("reason"),
                        fields.optionalText("deadline").map(Instant::parse),
                        fields.text("headline"),
                        fields.text("detail")));
    }
}
