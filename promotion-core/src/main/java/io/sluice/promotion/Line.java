package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
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
import java.util.List;
import java.util.Optional;

/**
 * Stopping the line: nothing goes forward any more, into one workspace or anywhere in the organization. People may still ask
 * and decide; what is approved waits and goes on by itself when the line is resumed. What the deployer is at work on
 * finishes. Rollbacks are exempt. Thread-safe.
 */
public final class Line {
    private record Wanted(Optional<WorkspaceId> workspace, boolean stopped, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Controls controls;

    Line(Core core, Controls controls) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.controls = controls;
    }

    /**
     * Stops the line. Once this returns no deployment begins any more.
     *
     * @param workspace empty stops the whole organization
     * @throws ConflictException {@code control.alreadySet}
     */
    public Control stop(
            Actor actor,
            OrganizationId organization,
            Optional<WorkspaceId> workspace,
            String reason,
            IdempotencyKey key) {
        return change(actor, organization, new Wanted(workspace, true, Text.requireReason("reason", reason)), key);
    }

    /**
     * Lets everything go on. A stop of the organization and one of a workspace are two; each is resumed by itself.
     *
     * @param workspace empty resumes the organization
     * @throws ConflictException {@code control.notSet}
     */
    public Control resume(
            Actor actor,
            OrganizationId organization,
            Optional<WorkspaceId> workspace,
            String reason,
            IdempotencyKey key) {
        return change(actor, organization, new Wanted(workspace, false, Text.requireReason("reason", reason)), key);
    }

    private Control change(Actor actor, OrganizationId organization, Wanted wanted, IdempotencyKey key) {
        return pipeline.create(
                new Call(actor, organization, Operation.STOP_LINE, key, wanted),
                caller -> wanted,
                this::change,
                id -> storage.controls()
                        .find(organization, new ControlId(id))
                        .orElseThrow(() -> new NotFoundException("control")));
    }

    private String change(Caller caller, Wanted wanted) {
        if (wanted.workspace().isPresent()) {
            authorization.require(
                    caller, Operation.STOP_LINE, wanted.workspace().get());
            catalog.workspace(caller.organization(), wanted.workspace().get());
        } else {
            authorization.require(caller, Operation.STOP_LINE);
        }
        ControlScope scope = new ControlScope.Line(wanted.workspace());
        return wanted.stopped()
                ? controls.set(caller, scope, wanted.reason())
                : controls.lift(caller, scope.key(), wanted.reason());
    }

    /** The stops in force that concern a workspace: its own and that of the organization. */
    public List<Control> stops(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONTROL, workspace);
            return storage.controls().inForce(organization, ControlRows.Kind.LINE).stream()
                    .filter(control -> control.scope() instanceof ControlScope.Line line
                            && line.workspace().map(workspace::equals).orElse(true))
                    .toList();
        });
    }
}
