package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whom a message is for and what it tells, as stored in the outbox. */
final class NotificationJson {
    private NotificationJson() {}

    static String write(Audience audience) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("persons", Json.sortedTexts(audience.persons()));
        fields.put("roles", Json.sortedTexts(audience.roles()));
        audience.workspace().ifPresent(workspace -> fields.put("workspace", workspace.value()));
        return Json.write(fields);
    }

    static Audience readAudience(String json) {
        return JsonFields.read(
                Json.readObject(json),
                fields -> new Audience(
                        Set.copyOf(fields.texts("persons", PersonId::new)),
                        Set.copyOf(fields.texts("roles", RoleId::new)),
                        fields.optionalText("workspace").map(WorkspaceId::new)));
    }

    static String write(Facts facts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        facts.values().forEach((fact, value) -> fields.put(fact.variable(), value.toString()));
        return Json.write(fields);
    }

    static Facts readFacts(String json) {
        return JsonFields.read(Json.readObject(json), fields -> {
            Facts facts = Facts.none();
            for (Fact fact : Fact.values()) {
                facts = facts.and(fact, fields.optionalText(fact.variable()).map(text -> value(fact, text)));
            }
            return facts;
        });
    }

    private static Object value(Fact fact, String text) {
        return switch (fact.type()) {
            case PERSON -> new PersonId(text);
            case COUNT -> Integer.valueOf(text);
            case MOMENT -> Instant.parse(text);
            case NAME, CODE, TEXT -> text;
        };
    }
}
