package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.PersonalFields;
import io.sluice.promotion.audit.SealedTexts;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that is missing is missing for a reason that the events themselves give: a person's name and words
 * after {@code person.erased}, bodies and words after {@code retention.removed} in the same chain. Not thread-safe.
 */
final class Absences {
    private record Missing(String id, String chain, long seq, String actor, boolean body) {}

    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, Long> removedThrough = new HashMap<>();
    private final Map<String, String> erased = new LinkedHashMap<>();
    private final Set<String> persons = new HashSet<>();
    private final Map<String, String> refs = new LinkedHashMap<>();
    private final Set<String> nameless = new HashSet<>();

    void note(AuditEvent event) {
        if (event.type().equals("retention.removed") && event.data().get("through") instanceof Number through) {
            removedThrough.merge(event.chain(), through.longValue(), Math::max);
        }
        if (event.type().equals("person.erased") && event.data().get("ref") instanceof String ref) {
            erased.put(ref, "erased at " + event.at() + " by " + event.actor());
        }
        boolean wordless = event.beside().texts().isEmpty() && SealedTexts.isSealed(event.data());
        if (event.isRemoved() || wordless) {
            missing.add(new Missing(event.id(), event.chain(), event.seq(), refOf(event.actor()), event.isRemoved()));
        }
        if (!event.actor().startsWith("SYSTEM:")) {
            refs.putIfAbsent(refOf(event.actor()), event.id());
        }
        event.data().forEach((field, value) -> {
            if (PersonalFields.isPerson(field)) {
                noteRefs(value, event.id());
            }
        });
    }

    private void noteRefs(@Nullable Object value, String event) {
        if (value instanceof String ref && !ref.isEmpty()) {
            refs.putIfAbsent(ref, event);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> noteRefs(element, event));
        }
    }

    Optional<Tampered> person(ExportLine.Person person) {
        persons.add(person.ref());
        if (person.person().isEmpty()) {
            nameless.add(person.ref());
            return Optional.empty();
        }
        boolean right = person.salt().isPresent()
                && meant(person.ref(), person.salt().get(), person.person().get());
        return right
                ? Optional.empty()
                : Optional.of(new Tampered(
                        Optional.ofNullable(refs.get(person.ref())),
                        "The person behind the reference " + person.ref() + " was exchanged."));
    }

    private static boolean meant(String ref, String salt, String person) {
        try {
            return new ActorRef(ref).means(salt, person);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    Optional<Tampered> wrong(boolean complete) {
        for (Missing one : missing) {
            boolean removed = one.seq() <= removedThrough.getOrDefault(one.chain(), 0L);
            boolean forgotten = !one.body() && erased.containsKey(one.actor());
            if (complete && !removed && !forgotten) {
                String what = one.body() ? "The content" : "A text";
                return Optional.of(new Tampered(
                        Optional.of(one.id()), what + " of the event is missing, and nothing on record removed it."));
            }
        }
        if (complete) {
            for (Map.Entry<String, String> ref : refs.entrySet()) {
                boolean known = persons.contains(ref.getKey()) && !nameless.contains(ref.getKey());
                if (!known && !erased.containsKey(ref.getKey())) {
                    return Optional.of(new Tampered(
                            Optional.of(ref.getValue()),
                            "Whom the reference " + ref.getKey() + " means is missing, and nobody was erased."));
                }
            }
        }
        return Optional.empty();
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        erased.forEach((ref, how) -> notes.add("Person " + ref + ": " + how + "."));
        long bodies = missing.stream().filter(Missing::body).count();
        if (bodies > 0) {
            notes.add(bodies + " events are past their retention period; their content was removed, on record.");
        }
        if (missing.size() > bodies) {
            notes.add("The texts of " + (missing.size() - bodies) + " events were erased or removed, on record.");
        }
        return notes;
    }

    private static String refOf(String actor) {
        return actor.substring(actor.indexOf(':') + 1);
    }
}
