package io.sluice.promotion.configuration;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of an organization as one change left them; revisions never change.
 *
 * @param organization the tenant
 * @param revision 0 before the first change, then growing by one
 * @param keys by name, in order
 * @param reason why it was changed
 * @param change who changed it and when; empty for revision 0
 */
public record KeyRevision(
        OrganizationId organization,
        int revision,
        Map<String, ConfigurationKey> keys,
        String reason,
        Optional<Change> change) {
    private static final int MOST = 500;

    /**
     * Who made a revision.
     *
     * @param by the person
     * @param at when
     */
    public record Change(PersonId by, Instant at) {}

    /** Refuses more than 500 keys with {@code configuration.tooMany}. */
    public KeyRevision {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(keys)));
        if (keys.size() > MOST) {
            throw new InvalidInputException(
                    "configuration.keys", "configuration.tooMany", "At most " + MOST + " configuration keys.");
        }
    }

    /** Before anybody defined a key. */
    public static KeyRevision none(OrganizationId organization) {
        return new KeyRevision(organization, 0, Map.of(), "", Optional.empty());
    }

    /** The next revision. */
    public KeyRevision changed(KeyChange wanted, PersonId by, Instant at) {
        Map<String, ConfigurationKey> next = new TreeMap<>(keys);
        wanted.remove().forEach(name -> {
            if (next.remove(name) == null) {
                throw unknown(name);
            }
        });
        wanted.define().forEach(key -> next.put(key.name(), key));
        return new KeyRevision(organization, revision + 1, next, wanted.reason(), Optional.of(new Change(by, at)));
    }

    /** The next revision with these keys as well. */
    public KeyRevision with(Collection<ConfigurationKey> more, String why, PersonId by, Instant at) {
        Map<String, ConfigurationKey> next = new TreeMap<>(keys);
        more.forEach(key -> next.put(key.name(), key));
        return new KeyRevision(organization, revision + 1, next, why, Optional.of(new Change(by, at)));
    }

    /** The key of that name, if it is defined. */
    public Optional<ConfigurationKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The key of that name; refuses one that is not defined with {@code configuration.unknownKey}. */
    public ConfigurationKey require(String name) {
        return key(name).orElseThrow(() -> unknown(name));
    }

    private static InvalidInputException unknown(String name) {
        return new InvalidInputException(
                "configuration." + name,
                "configuration.unknownKey",
                "The organization has no configuration key " + name + ".");
    }
}
