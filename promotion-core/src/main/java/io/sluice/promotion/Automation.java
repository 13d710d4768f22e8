package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.automation.AutomationVerdict;
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
import io.sluice.promotion.lifecycle.AutomaticRequests;
import io.sluice.promotion.lifecycle.Controls;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import java.util.List;

/**
 * Promotions that Sluice itself asks for when the conditions of the target's policy hold. They go the way of every other:
 * whatever the policy demands of people it demands of them, too. A hold keeps Sluice from asking; one is set by itself when
 * an earlier version is put back or an older one promoted by hand. Thread-safe.
 */
public final class Automation {
    private record Wanted(WorkspaceId workspace, ArtifactRef artifact, boolean held, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Controls controls;
    private final AutomaticRequests automatic;

    Automation(Core core, Controls controls, AutomaticRequests automatic) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.controls = controls;
        this.automatic = automatic;
    }

    /**
     * Keeps Sluice from promoting an artifact into a workspace by itself. Requests that are open already go on.
     *
     * @throws ConflictException {@code control.alreadySet}
     */
    public Control hold(
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
     * Lets Sluice ask again.
     *
     * @throws ConflictException {@code control.notSet}
     */
    public Control release(
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
                new Call(actor, organization, Operation.HOLD_AUTOMATION, key, wanted),
                caller -> wanted,
                this::change,
                id -> storage.controls()
                        .find(organization, new ControlId(id))
                        .orElseThrow(() -> new NotFoundException("control")));
    }

    private String change(Caller caller, Wanted wanted) {
        authorization.require(caller, Operation.HOLD_AUTOMATION, wanted.workspace());
        catalog.workspace(caller.organization(), wanted.workspace());
        ControlScope scope = new ControlScope.AutomationHeld(wanted.workspace(), wanted.artifact());
        return wanted.held()
                ? controls.set(caller, scope, wanted.reason())
                : controls.lift(caller, scope.key(), wanted.reason());
    }

    /** The holds in force in a workspace, the first one first. */
    public List<Control> holds(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONTROL, workspace);
            return storage.controls().inForce(organization, ControlRows.Kind.HOLD).stream()
                    .filter(control -> control.scope() instanceof ControlScope.AutomationHeld held
                            && held.workspace().equals(workspace))
                    .toList();
        });
    }

    /** Whether Sluice asks for a promotion of the artifact now: each condition with its number, and every reason why not. */
    public AutomationVerdict explain(
            Actor actor, OrganizationId organization, WorkspaceId target, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONTROL, target);
            return automatic.explain(organization, target, artifact);
        });
    }
}
