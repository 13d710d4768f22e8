package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sets and lifts what people put in the way. Whoever sets it first locks the open promotions that it concerns: what was
 * confirmed before goes on, and nothing is confirmed any more once it is acknowledged.
 */
public final class Controls {
    private record Event(String chain, String set, String lifted, Map<String, Object> data) {}

    private static final String LIVE = "an earlier version is live";

    private final Storage storage;
    private final AuditLog audit;
    private final Authorization authorization;
    private final Messages messages;
    private final Clock clock;

    public Controls(Core core) {
        this.storage = core.storage();
        this.audit = core.audit();
        this.authorization = core.authorization();
        this.messages = core.messages();
        this.clock = core.clock();
    }

    /** Puts it in force and returns its id, inside the transaction. */
    public String set(Caller caller, ControlScope scope, String reason) {
        OrganizationId organization = caller.organization();
        List<PromotionRequest> concerned = lockConcerned(organization, scope);
        Control control = control(organization, scope, reason, caller.person());
        if (!storage.controls().insertIfAbsent(control)) {
            throw new ConflictException("control.alreadySet", "This is in force already.");
        }
        record(control, AuditLog.actorOf(caller));
        tell(control, concerned);
        return control.id().value();
    }

    /** Lifts what is in force under this key and returns its id, inside the transaction. */
    public String lift(Caller caller, String key, String reason) {
        Control control = storage.controls()
                .inForce(caller.organization(), key)
                .map(found -> found.lifted(caller.person(), clock.instant(), reason))
                .filter(storage.controls()::lift)
                .orElseThrow(() -> new ConflictException("control.notSet", "There is nothing in force to lift."));
        Event event = event(control);
        Map<String, Object> data = new TreeMap<>(event.data());
        data.put("reason", reason);
        audit.record(caller, event.chain(), event.lifted(), data);
        tellLifted(control, caller, reason);
        storage.automation().lookEverywhere(caller.organization(), clock.instant());
        return control.id().value();
    }

    /**
     * A person went back, or somebody had to: from now on automation leaves this artifact alone here, until a person says
     * otherwise. A hold that is in force already stays as it is.
     */
    public void holdAutomation(PromotionRequest request, PromotionItem item, String reason) {
        ControlScope scope = new ControlScope.AutomationHeld(request.target(), item.artifact());
        Control control = control(request.organization(), scope, reason, request.requestedBy());
        if (storage.controls().insertIfAbsent(control)) {
            record(control, AuditLog.system(LIVE));
            tellHeld(request, item, reason);
        }
    }

    private List<PromotionRequest> lockConcerned(OrganizationId organization, ControlScope scope) {
        Optional<WorkspaceId> workspace = Optional.empty();
        Optional<ArtifactRef> artifact = Optional.empty();
        Optional<Digest> digest = Optional.empty();
        if (scope instanceof ControlScope.Line line) {
            workspace = line.workspace();
        } else if (scope instanceof ControlScope.Pinned pinned) {
            workspace = Optional.of(pinned.workspace());
            artifact = Optional.of(pinned.artifact());
        } else if (scope instanceof ControlScope.BadVersion bad) {
            artifact = Optional.of(bad.artifact());
            digest = Optional.of(bad.digest());
        } else {
            return List.of(); // Holding automation concerns no promotion that there is.
        }
        return storage.promotions().lockOpen(organization, workspace, artifact, digest);
    }

    /** Whoever operates what is concerned, and whoever waits for something that is held back now. */
    private void tell(Control control, List<PromotionRequest> concerned) {
        Set<PersonId> waiting =
                concerned.stream().map(PromotionRequest::requestedBy).collect(Collectors.toSet());
        Facts facts = Facts.of(Fact.WHO, control.setBy()).and(Fact.REASON, control.reason());
        if (control.scope() instanceof ControlScope.Line line) {
            toLine(control, line, NotificationKind.STOP_THE_LINE, waiting, facts);
        } else if (control.scope() instanceof ControlScope.BadVersion bad) {
            ArtifactVersion version = storage.versions()
                    .findByDigest(control.organization(), bad.artifact(), bad.digest())
                    .orElseThrow();
            waiting.addAll(version.authors());
            messages.toVersion(
                    control.organization(),
                    bad.artifact(),
                    version.label(),
                    NotificationKind.VERSION_MARKED_BAD,
                    OutboxMessage.Audience.roles(operators()).and(waiting),
                    facts);
        }
    }

    private void tellLifted(Control control, Caller caller, String reason) {
        if (control.scope() instanceof ControlScope.Line line) {
            Facts facts = Facts.of(Fact.WHO, caller.person()).and(Fact.REASON, reason);
            toLine(control, line, NotificationKind.LINE_RESUMED, Set.of(), facts);
        }
    }

    private void toLine(
            Control control, ControlScope.Line line, NotificationKind kind, Set<PersonId> waiting, Facts facts) {
        OrganizationId organization = control.organization();
        if (line.workspace().isPresent()) {
            WorkspaceId workspace = line.workspace().get();
            OutboxMessage.Audience audience =
                    OutboxMessage.Audience.roles(operators(), workspace).and(waiting);
            messages.toWorkspace(organization, workspace, kind, audience, facts);
        } else {
            messages.toOrganization(
                    organization,
                    kind,
                    OutboxMessage.Audience.roles(operators()).and(waiting),
                    facts);
        }
    }

    private void tellHeld(PromotionRequest request, PromotionItem item, String reason) {
        messages.toVersion(
                request.organization(),
                item.artifact(),
                item.version(),
                NotificationKind.AUTO_HELD,
                OutboxMessage.Audience.roles(operators(), request.target()),
                Facts.of(Fact.WORKSPACE, request.target().value()).and(Fact.REASON, reason));
    }

    private Set<RoleId> operators() {
        return authorization.rolesWith(Permission.OPERATE);
    }

    private Control control(OrganizationId organization, ControlScope scope, String reason, PersonId by) {
        return new Control(
                organization, new ControlId(Ids.next()), scope, reason, by, clock.instant(), Optional.empty());
    }

    private void record(Control control, String actor) {
        Event event = event(control);
        Map<String, Object> data = new TreeMap<>(event.data());
        data.put("reason", control.reason());
        audit.record(control.organization(), event.chain(), event.set(), actor, data);
    }

    private static Event event(Control control) {
        ControlScope scope = control.scope();
        String organization = "organization:" + control.organization();
        Map<String, Object> data = new TreeMap<>(Map.of("control", control.id().value()));
        if (scope instanceof ControlScope.Line line) {
            String chain = line.workspace().map(Controls::chain).orElse(organization);
            return new Event(chain, "line.stopped", "line.resumed", data);
        }
        if (scope instanceof ControlScope.BadVersion bad) {
            data.put("artifact", bad.artifact().toString());
            data.put("digest", bad.digest().value());
            return new Event(organization, "version.markedBad", "version.markTakenBack", data);
        }
        if (scope instanceof ControlScope.Pinned pinned) {
            data.put("artifact", pinned.artifact().toString());
            data.put("release", pinned.release().value());
            return new Event(chain(pinned.workspace()), "artifact.pinned", "artifact.unpinned", data);
        }
        ControlScope.AutomationHeld held = (ControlScope.AutomationHeld) scope;
        data.put("artifact", held.artifact().toString());
        return new Event(chain(held.workspace()), "automation.held", "automation.released", data);
    }

    private static String chain(WorkspaceId workspace) {
        return "workspace:" + workspace;
    }
}
