package io.sluice.promotion.configuration;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a workspace itself sets, as one change left it; revisions never change.
 *
 * @param organization the tenant
 * @param workspace which workspace
 * @param revision 0 before the first change, then growing by one
 * @param values by key, in order
 * @param reason why it was changed
 * @param change who changed it and when; empty for revision 0
 */
public record SettingsRevision(
        OrganizationId organization,
        WorkspaceId workspace,
        int revision,
        Map<String, String> values,
        String reason,
        Optional<KeyRevision.Change> change) {
    /**
     * How one key differs between two revisions.
     *
     * @param key which key
     * @param before its value in the earlier one, if it was set
     * @param after its value in the later one, if it is set
     */
    public record Difference(String key, Optional<String> before, Optional<String> after) {}

    /** Sorts the values. */
    public SettingsRevision {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(values)));
    }

    /** Before anybody set anything. */
    public static SettingsRevision none(OrganizationId organization, WorkspaceId workspace) {
        return new SettingsRevision(organization, workspace, 0, Map.of(), "", Optional.empty());
    }

    /** The next revision, each value in the form that its key's type asks. */
    public SettingsRevision changed(SettingsChange wanted, KeyRevision keys, PersonId by, Instant at) {
        Map<String, String> next = new TreeMap<>(values);
        wanted.unset().forEach(key -> {
            if (next.remove(key) == null) {
                keys.require(key);
            }
        });
        wanted.set().forEach((key, value) -> next.put(key, canonical(keys, key, value)));
        return next(next, wanted.reason(), by, at);
    }

    /** The next revision with the values of an earlier one; refuses those that the keys no longer allow. */
    public SettingsRevision restored(SettingsRevision earlier, String why, KeyRevision keys, PersonId by, Instant at) {
        Map<String, String> next = new TreeMap<>();
        earlier.values().forEach((key, value) -> next.put(key, canonical(keys, key, value)));
        return next(next, why, by, at);
    }

    /** What changed from this revision to another one, by key. */
    public List<Difference> differencesTo(SettingsRevision other) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(other.values().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Optional<String> before = Optional.ofNullable(values.get(name));
            Optional<String> after = Optional.ofNullable(other.values().get(name));
            if (!before.equals(after)) {
                differences.add(new Difference(name, before, after));
            }
        }
        return differences;
    }

    private SettingsRevision next(Map<String, String> next, String why, PersonId by, Instant at) {
        return new SettingsRevision(
                organization, workspace, revision + 1, next, why, Optional.of(new KeyRevision.Change(by, at)));
    }

    private static String canonical(KeyRevision keys, String key, String value) {
        return keys.require(key).type().canonical("configuration." + key, value);
    }
}
