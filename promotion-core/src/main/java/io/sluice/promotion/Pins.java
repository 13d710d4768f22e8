package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ControlRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Controls;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import java.util.List;
import java.util.Optional;

/**
 * Pinning an artifact: in that workspace it stays at the version that is live, until somebody unpins it. Nobody can ask for a
 * promotion there, nor for a rollback; what is approved already waits. Thread-safe.
 */
public final class Pins {
    private record Wanted(WorkspaceId workspace, ArtifactRef artifact, boolean pinned, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Controls controls;

    Pins(Core core, Controls controls) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.controls = controls;
    }

    /**
     * Pins an artifact to what is live.
     *
     * @throws ConflictException {@code control.alreadySet}, {@code pin.nothingLive}, or {@code target.busy} while a
     *     deployment changes it
     */
    public Control pin(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            ArtifactRef artifact,
            String reason,
            IdempotencyKey key) {
        Wanted wanted = new Wanted(workspace, artifact, true, Text.requireReason("reason", reason));
        return change(actor, organization, wanted, key);
    }

    /**
     * Lets go of it; what waited goes on by itself.
     *
     * @throws ConflictException {@code control.notSet}
     */
    public Control unpin(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            ArtifactRef artifact,
            String reason,
            IdempotencyKey key) {
        Wanted wanted = new Wanted(workspace, artifact, false, Text.requireReason("reason", reason));
        return change(actor, organization, wanted, key);
    }

    private Control change(Actor actor, OrganizationId organization, Wanted wanted, IdempotencyKey key) {
        return pipeline.create(
                new Call(actor, organization, Operation.PIN_ARTIFACT, key, wanted),
                caller -> wanted,
                this::change,
                id -> storage.controls()
                        .find(organization, new ControlId(id))
                        .orElseThrow(() -> new NotFoundException("control")));
    }

    private String change(Caller caller, Wanted wanted) {
        authorization.require(caller, Operation.PIN_ARTIFACT, wanted.workspace());
        catalog.workspace(caller.organization(), wanted.workspace());
        if (!wanted.pinned()) {
            return controls.lift(caller, ControlScope.pin(wanted.workspace(), wanted.artifact()), wanted.reason());
        }
        OrganizationId organization = caller.organization();
        storage.promotions()
                .lockOpen(
                        organization,
                        Optional.of(wanted.workspace()),
                        Optional.of(wanted.artifact()),
                        Optional.empty()); // From here on nobody changes what is live.
        if (storage.targets()
                .find(organization, wanted.workspace(), wanted.artifact())
                .flatMap(Target::heldBy)
                .isPresent()) {
            throw new ConflictException("target.busy", "A deployment is changing it right now; pin it afterwards.");
        }
        Release live = storage.releases()
                .current(organization, wanted.workspace(), wanted.artifact())
                .orElseThrow(() -> new ConflictException("pin.nothingLive", "There is nothing live to pin."));
        return controls.set(
                caller, new ControlScope.Pinned(wanted.workspace(), wanted.artifact(), live.id()), wanted.reason());
    }

    /** The pins in force in a workspace, the first one first. */
    public List<Control> list(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONTROL, workspace);
            return storage.controls().inForce(organization, ControlRows.Kind.PIN).stream()
                    .filter(control -> control.scope() instanceof ControlScope.Pinned pin
                            && pin.workspace().equals(workspace))
                    .toList();
        });
    }
}
