package io.sluice.promotion;

import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.configuration.SettingsRevision.Difference;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.ConfigurationRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes keys and settings, one after the other in each organization. Callers are authorized already. */
final class ConfigurationChanges {
    /** A change of the settings of one workspace. */
    sealed interface Wanted {
        WorkspaceId workspace();

        int expectedRevision();
    }

    /** What shall become of settings. */
    record OfSettings(WorkspaceId workspace, int expectedRevision, SettingsChange change) implements Wanted {}

    /** Which earlier settings shall hold again. */
    record Restoration(WorkspaceId workspace, int expectedRevision, int revision, String reason) implements Wanted {}

    /** What shall become of keys. */
    record OfKeys(int expectedRevision, KeyChange change) {}

    private static final String MASKED = "(reference to a secret)";

    private final Storage storage;
    private final ConfigurationRows rows;
    private final Layout layout;
    private final AuditLog audit;
    private final Clock clock;

    ConfigurationChanges(Core core) {
        this.storage = core.storage();
        this.rows = core.storage().configurations();
        this.layout = core.layout();
        this.audit = core.audit();
        this.clock = core.clock();
    }

    SettingsRevision revision(OrganizationId organization, WorkspaceId workspace, int revision) {
        if (revision == 0) {
            return SettingsRevision.none(organization, workspace);
        }
        return rows.settings(organization, workspace, revision)
                .orElseThrow(() -> new NotFoundException("configuration revision"));
    }

    String apply(Caller caller, Wanted wanted) {
        OrganizationId organization = caller.organization();
        layout.lock(organization);
        Workspace workspace = storage.workspaces()
                .find(organization, wanted.workspace())
                .orElseThrow(() -> new NotFoundException("workspace"));
        if (workspace.isArchived()) {
            throw new ConflictException("workspace.archived", "Workspace " + workspace.id() + " is archived.");
        }
        SettingsRevision before = rows.settings(organization, workspace.id());
        requireSeen(before.revision(), wanted.expectedRevision());
        KeyRevision keys = rows.keys(organization);
        SettingsRevision after = next(caller, wanted, before, keys);
        List<SettingsRevision> others = rows.allSettings(organization).stream()
                .filter(revision -> !revision.workspace().equals(workspace.id()))
                .toList();
        List<Workspace> workspaces = storage.workspaces().list(organization);
        Layout.requireApart(
                Layout.environments(workspaces, keys, with(others, before)),
                Layout.environments(workspaces, keys, with(others, after)));
        rows.insert(after);
        layout.changed(organization);
        Map<String, Object> data = new TreeMap<>();
        data.put("revision", (long) after.revision());
        data.put("reason", after.reason());
        data.put("changes", told(before.differencesTo(after), keys));
        if (wanted instanceof Restoration restoration) {
            data.put("restored", (long) restoration.revision());
        }
        audit.record(caller, "workspace:" + workspace.id(), "configuration.changed", data);
        return Integer.toString(after.revision());
    }

    private SettingsRevision next(Caller caller, Wanted wanted, SettingsRevision before, KeyRevision keys) {
        Instant now = clock.instant();
        if (wanted instanceof Restoration restoration) {
            SettingsRevision earlier = revision(caller.organization(), restoration.workspace(), restoration.revision());
            return before.restored(earlier, restoration.reason(), keys, caller.person(), now);
        }
        return before.changed(((OfSettings) wanted).change(), keys, caller.person(), now);
    }

    String changeKeys(Caller caller, OfKeys wanted) {
        OrganizationId organization = caller.organization();
        layout.lock(organization);
        KeyRevision before = rows.keys(organization);
        requireSeen(before.revision(), wanted.expectedRevision());
        KeyRevision after = before.changed(wanted.change(), caller.person(), clock.instant());
        List<SettingsRevision> settings = rows.allSettings(organization);
        settings.forEach(revision -> requireFit(revision, wanted.change(), after));
        List<Workspace> workspaces = storage.workspaces().list(organization);
        Layout.requireApart(
                Layout.environments(workspaces, before, settings), Layout.environments(workspaces, after, settings));
        rows.insert(after);
        layout.changed(organization);
        audit.record(
                caller,
                "organization:" + organization,
                "configuration.keysChanged",
                Map.of(
                        "revision", (long) after.revision(),
                        "reason", after.reason(),
                        "defined",
                                wanted.change().define().stream()
                                        .map(key -> key.name() + " " + key.type())
                                        .sorted()
                                        .toList(),
                        "removed", wanted.change().remove().stream().sorted().toList()));
        return Integer.toString(after.revision());
    }

    private static void requireFit(SettingsRevision settings, KeyChange change, KeyRevision after) {
        settings.values().forEach((name, value) -> {
            if (change.remove().contains(name)) {
                throw new ConflictException(
                        "configuration.keyInUse",
                        "Workspace " + settings.workspace() + " sets " + name + "; unset it there first.");
            }
            boolean fits = after.key(name).map(key -> fits(key, value)).orElse(true);
            if (!fits) {
                throw new ConflictException(
                        "configuration.keyMismatch",
                        "What workspace " + settings.workspace() + " sets for " + name + " is not of that type.");
            }
        });
    }

    private static boolean fits(ConfigurationKey key, String value) {
        try {
            return key.type().canonical(key.name(), value).equals(value);
        } catch (InvalidInputException wrong) {
            return false;
        }
    }

    private static void requireSeen(int revision, int expected) {
        if (revision != expected) {
            throw new ConflictException(
                    "configuration.stale", "Revision " + revision + " is in force, not " + expected + ".");
        }
    }

    private static List<SettingsRevision> with(List<SettingsRevision> others, SettingsRevision one) {
        List<SettingsRevision> all = new ArrayList<>(others);
        all.add(one);
        return all;
    }

    /** By key, what it was and what it is; of a secret not even the reference. */
    private static Map<String, Object> told(List<Difference> differences, KeyRevision keys) {
        Map<String, Object> told = new TreeMap<>();
        for (Difference difference : differences) {
            Map<String, Object> sides = new TreeMap<>();
            difference.before().ifPresent(value -> sides.put("before", told(keys, difference.key(), value)));
            difference.after().ifPresent(value -> sides.put("after", told(keys, difference.key(), value)));
            told.put(difference.key(), sides);
        }
        return told;
    }

    private static String told(KeyRevision keys, String name, String value) {
        Optional<ValueType> type = keys.key(name).map(ConfigurationKey::type);
        return type.orElseGet(() -> EffectiveConfiguration.typeOf(value)) == ValueType.SECRET ? MASKED : value;
    }
}
