package io.sluice.promotion.command;

import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.audit.PersonalFields;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.transaction.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts references in the place of persons wherever something is hashed. The references of active people are remembered. */
public final class ActorRefs {
    private record Key(OrganizationId organization, PersonId person) {}

    private static final int SALT_BYTES = 32;
    private static final String SYSTEM = "SYSTEM:";

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Recent<Key, ActorRef> known;

    public ActorRefs(Storage storage, Transactions transactions, Clock clock) {
        this.storage = storage;
        this.clock = clock;
        this.known = new Recent<>(transactions, 10_000);
    }

    /** The reference to a person, made when there is none. */
    public ActorRef of(OrganizationId organization, PersonId person) {
        return known.find(new Key(organization, person), this::findOrMake).orElseThrow();
    }

    /** Forgets a reference that is about to be erased. */
    public void forget(OrganizationId organization, PersonId person) {
        known.forget(new Key(organization, person));
    }

    /** {@code HUMAN:bob} becomes {@code HUMAN:} and bob's reference; the system stays as it is. */
    String actor(OrganizationId organization, String actor) {
        if (actor.startsWith(SYSTEM)) {
            return actor;
        }
        int colon = actor.indexOf(':');
        PersonId person = new PersonId(actor.substring(colon + 1));
        return actor.substring(0, colon + 1) + of(organization, person);
    }

    /** The data of an event with references in the fields that hold persons. */
    Map<String, @Nullable Object> data(OrganizationId organization, Map<String, Object> data) {
        Map<String, @Nullable Object> replaced = new TreeMap<>();
        data.forEach(
                (field, value) -> replaced.put(field, replaced(organization, value, PersonalFields.isPerson(field))));
        return replaced;
    }

    /** 64 random hexadecimal digits. */
    String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private @Nullable Object replaced(OrganizationId organization, @Nullable Object value, boolean person) {
        if (value instanceof PersonId id) {
            return of(organization, id).value();
        }
        if (person && value instanceof String id && !id.isBlank()) {
            return of(organization, new PersonId(id)).value();
        }
        if (person && value instanceof List<?> list) {
            return list.stream()
                    .map(element -> replaced(organization, element, true))
                    .toList();
        }
        return value;
    }

    private Optional<ActorRef> findOrMake(Key key) {
        Optional<ActorRef> found = storage.persons().find(key.organization(), key.person());
        if (found.isPresent()) {
            return found;
        }
        String salt = salt();
        storage.persons()
                .insertIfAbsent(
                        key.organization(), ActorRef.of(salt, key.person()), key.person(), salt, clock.instant());
        return storage.persons().find(key.organization(), key.person());
    }
}
