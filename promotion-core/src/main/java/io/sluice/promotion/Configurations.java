package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.configuration.SettingsRevision.Difference;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import java.util.List;

/**
 * The settings of environments. An organization defines keys with a type and perhaps a default; a workspace sets values of
 * its own. Both are kept as revisions that never change. Secrets are references, never values. What holds in a workspace is
 * handed to the deployer for that workspace alone, and never travels with an artifact. Thread-safe.
 */
public final class Configurations {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final ConfigurationChanges changes;

    Configurations(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.changes = new ConfigurationChanges(core);
    }

    /** The keys of the organization; revision 0 before the first was defined. */
    public KeyRevision keys(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONFIGURATION);
            catalog.organization(organization);
            return storage.configurations().keys(organization);
        });
    }

    /** All revisions of the keys, the newest first. */
    public List<KeyRevision> keyHistory(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONFIGURATION);
            catalog.organization(organization);
            return storage.configurations().keyHistory(organization);
        });
    }

    /**
     * Defines, changes and removes keys: all or nothing, for all workspaces at once.
     *
     * @param expectedRevision the revision that the caller saw, 0 before the first
     * @throws ConflictException {@code configuration.stale}, {@code configuration.keyInUse} when a workspace sets a key
     *     that shall be removed, {@code configuration.keyMismatch} when a value does not fit the new type
     * @throws InvalidInputException {@code configuration.unknownKey}, {@code configuration.tooMany}, or the code of an
     *     isolation rule that a default would break
     */
    public KeyRevision changeKeys(
            Actor actor, OrganizationId organization, int expectedRevision, KeyChange wanted, IdempotencyKey key) {
        ConfigurationChanges.OfKeys change = new ConfigurationChanges.OfKeys(expectedRevision, wanted);
        Call call = new Call(actor, organization, Operation.CONFIGURE, key, change);
        return pipeline.create(
                call,
                caller -> change,
                (caller, input) -> {
                    authorization.require(caller, Operation.CONFIGURE);
                    return changes.changeKeys(caller, input);
                },
                revision -> keyRevision(organization, Integer.parseInt(revision)));
    }

    private KeyRevision keyRevision(OrganizationId organization, int revision) {
        return storage.configurations()
                .keys(organization, revision)
                .orElseThrow(() -> new NotFoundException("configuration revision"));
    }

    /** What holds in a workspace, and where each value comes from. */
    public EffectiveConfiguration effective(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONFIGURATION, workspace);
            catalog.workspace(organization, workspace);
            return storage.configurations().effective(organization, workspace);
        });
    }

    /** All revisions of what a workspace itself sets, the newest first; none before it set anything. */
    public List<SettingsRevision> history(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONFIGURATION, workspace);
            catalog.workspace(organization, workspace);
            return storage.configurations().history(organization, workspace);
        });
    }

    /** How two revisions of what a workspace sets differ, by key; revision 0 is the time before it set anything. */
    public List<Difference> differences(
            Actor actor, OrganizationId organization, WorkspaceId workspace, int from, int to) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONFIGURATION, workspace);
            catalog.workspace(organization, workspace);
            return changes.revision(organization, workspace, from)
                    .differencesTo(changes.revision(organization, workspace, to));
        });
    }

    /**
     * Sets and unsets values of a workspace: all or nothing.
     *
     * @param expectedRevision the revision that the caller saw, 0 before the first
     * @throws ConflictException {@code configuration.stale} or {@code workspace.archived}
     * @throws InvalidInputException {@code configuration.unknownKey}, {@code configuration.value}, {@code
     *     configuration.secretValue} for what looks like a secret, {@code configuration.secretReference}, {@code
     *     url.format}, {@code duration.format} and the like, or the code of an isolation rule
     */
    public SettingsRevision change(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            SettingsChange wanted,
            IdempotencyKey key) {
        return apply(
                actor, organization, key, new ConfigurationChanges.OfSettings(workspace, expectedRevision, wanted));
    }

    /**
     * Sets exactly what an earlier revision set, as a new revision.
     *
     * @param expectedRevision the revision that the caller saw
     * @param revision the one to go back to; 0 unsets everything
     * @param reason why, for people
     * @throws NotFoundException when there is no such revision
     * @throws ConflictException as {@link #change}
     * @throws InvalidInputException as {@link #change}: keys and rules may have changed since
     */
    public SettingsRevision restore(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            int expectedRevision,
            int revision,
            String reason,
            IdempotencyKey key) {
        String why = Text.requireReason("reason", reason);
        return apply(
                actor,
                organization,
                key,
                new ConfigurationChanges.Restoration(workspace, expectedRevision, revision, why));
    }

    private SettingsRevision apply(
            Actor actor, OrganizationId organization, IdempotencyKey key, ConfigurationChanges.Wanted wanted) {
        WorkspaceId workspace = wanted.workspace();
        Call call = new Call(actor, organization, Operation.CONFIGURE, key, wanted);
        return pipeline.create(
                call,
                caller -> wanted,
                (caller, input) -> {
                    authorization.require(caller, Operation.CONFIGURE, workspace);
                    return changes.apply(caller, input);
                },
                revision -> changes.revision(organization, workspace, Integer.parseInt(revision)));
    }
}
