package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.PersonalFields;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Words;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells events of the audit trail in words. */
public final class TrailReader {
    private final Sluice sluice;
    private final Call call;
    private final Words words;

    /** In the language of this call. */
    public TrailReader(Sluice sluice, Call call) {
        this.sluice = sluice;
        this.call = call;
        this.words = Words.of(call);
    }

    /** One event. */
    public record AuditEntry(
            long seq, String type, Instant at, Person actor, String text, Map<String, Object> data, String hash) {}

    /** The events, with the persons that are behind their references. */
    public List<AuditEntry> entries(List<AuditEvent> events) {
        Map<String, PersonId> known = persons(events);
        return events.stream().map(event -> entry(event, known)).toList();
    }

    private Map<String, PersonId> persons(List<AuditEvent> events) {
        Set<String> references = new HashSet<>();
        for (AuditEvent event : events) {
            references.add(reference(event.actor()));
            event.data().forEach((key, value) -> {
                if (PersonalFields.isPerson(key) && value instanceof String text) {
                    references.add(text);
                }
            });
        }
        return Allowed.seen(() -> sluice.audit().persons(call.actor(), call.organization(), references))
                .orElse(Map.of());
    }

    private AuditEntry entry(AuditEvent event, Map<String, PersonId> known) {
        Map<String, Object> data = shown(event, known);
        return new AuditEntry(
                event.seq(),
                event.type(),
                event.at(),
                actor(event, known),
                text(event.type(), data),
                data,
                event.hash());
    }

    private Person actor(AuditEvent event, Map<String, PersonId> known) {
        String reference = reference(event.actor());
        if (event.actor().startsWith("SYSTEM:")) {
            return call.people().person(PersonId.SLUICE);
        }
        PersonId person = known.get(reference);
        return call.people().person(person == null ? new PersonId(reference) : person);
    }

    /** The data with persons instead of references, and with the texts that are kept beside it. */
    private static Map<String, Object> shown(AuditEvent event, Map<String, PersonId> known) {
        Map<String, Object> data = new LinkedHashMap<>();
        event.data().forEach((key, value) -> {
            PersonId person = value instanceof String text && PersonalFields.isPerson(key) ? known.get(text) : null;
            if (person != null) {
                data.put(key, person.value());
            } else if (PersonalFields.isText(key)) {
                data.put(key, event.text(key).map(Object.class::cast).orElse(value));
            } else {
                data.put(key, value);
            }
        });
        return data;
    }

    /** The sentence for the type; the type itself and its data where there is none. */
    private String text(String type, Map<String, Object> data) {
        return words.tell("event." + type, data).orElseGet(() -> data.isEmpty() ? type : type + " " + data);
    }

    private static String reference(String actor) {
        int colon = actor.indexOf(':');
        return colon < 0 ? actor : actor.substring(colon + 1);
    }
}
