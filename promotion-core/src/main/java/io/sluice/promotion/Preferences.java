package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.jdbc.PreferenceRows.Personal;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people want to be told, each for themselves, and what is told about a workspace. Nobody can turn off what
 * everybody concerned must learn, see {@link NotificationKind#isMandatory()}. Thread-safe.
 */
public final class Preferences {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final Set<String> channels;

    Preferences(Core core, Set<String> channels) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.channels = Set.copyOf(channels);
    }

    /** What the caller wants to be told; {@link PersonalPreferences#standard()} unless they chose. */
    public PersonalPreferences mine(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            catalog.organization(organization);
            return personal(organization, caller.person());
        });
    }

    /**
     * Stores what the caller wants to be told. Needs no role: every active member chooses for themselves, nobody for
     * others.
     *
     * @throws InvalidInputException {@code preference.unknownChannel}
     */
    public PersonalPreferences change(
            Actor actor, OrganizationId organization, PersonalPreferences wanted, IdempotencyKey key) {
        for (Set<String> some : wanted.channels().values()) {
            if (!channels.containsAll(some)) {
                throw new InvalidInputException(
                        "preferences", "preference.unknownChannel", "The channels are " + channels + ".");
            }
        }
        Call call = new Call(actor, organization, Operation.CHANGE_OWN_PREFERENCES, key, wanted);
        return pipeline.create(
                call,
                caller -> wanted,
                (caller, checked) -> {
                    catalog.organization(organization);
                    Instant now = clock.instant();
                    Optional<Instant> next = checked.digest().map(digest -> digest.next(now));
                    storage.preferences().put(new Personal(organization, caller.person(), checked, next));
                    return caller.person().value();
                },
                person -> personal(organization, new PersonId(person)));
    }

    /** What is told about a workspace; {@link WorkspacePreferences#standard()} unless somebody chose. */
    public WorkspacePreferences ofWorkspace(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_WORKSPACE, workspace);
            catalog.workspace(organization, workspace);
            return of(organization, workspace);
        });
    }

    /** Stores what is told about a workspace and about promotions into it. */
    public WorkspacePreferences changeWorkspace(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            WorkspacePreferences wanted,
            IdempotencyKey key) {
        Call call =
                new Call(actor, organization, Operation.CHANGE_WORKSPACE_PREFERENCES, key, List.of(workspace, wanted));
        return pipeline.create(
                call,
                caller -> wanted,
                (caller, checked) -> {
                    authorization.require(caller, Operation.CHANGE_WORKSPACE_PREFERENCES, workspace);
                    catalog.workspace(organization, workspace);
                    storage.preferences().put(organization, workspace, checked);
                    audit.record(caller, "workspace:" + workspace, "workspace.preferencesChanged", described(checked));
                    return workspace.value();
                },
                changed -> of(organization, workspace));
    }

    private static Map<String, Object> described(WorkspacePreferences preferences) {
        return Map.of(
                "muted",
                preferences.muted().stream().map(Enum::name).sorted().toList(),
                "alsoTell",
                preferences.alsoTell().entrySet().stream()
                        .map(entry -> entry.getKey() + ": "
                                + entry.getValue().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList())
                        .sorted()
                        .toList());
    }

    private PersonalPreferences personal(OrganizationId organization, PersonId person) {
        return storage.preferences()
                .find(organization, Set.of(person))
                .getOrDefault(person, PersonalPreferences.standard());
    }

    private WorkspacePreferences of(OrganizationId organization, WorkspaceId workspace) {
        return storage.preferences().find(organization, workspace).orElseGet(WorkspacePreferences::standard);
    }
}
