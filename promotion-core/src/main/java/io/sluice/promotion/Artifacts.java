package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.Traits;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.control.BadVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlId;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ArtifactRows;
import io.sluice.promotion.jdbc.ControlRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Controls;
import io.sluice.promotion.lifecycle.LiveVersions;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions that can be promoted. Thread-safe. */
public final class Artifacts {
    private record Marked(ArtifactRef artifact, VersionLabel version, boolean bad, String reason) {}

    private static final int LONGEST_SEARCH = 100;

    /**
     * Where a page of versions ends and the next one goes on.
     *
     * @param registeredAt of the last version
     * @param version its label
     */
    public record Position(Instant registeredAt, VersionLabel version) {
        /** Refuses with {@code date.range} what no version has. */
        public Position {
            Dates.requireInRange("position", registeredAt);
        }

        /** Behind that version. */
        public static Position of(ArtifactVersion last) {
            return new Position(last.registeredAt(), last.label());
        }
    }

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final LiveVersions live;
    private final Controls controls;
    private final AuditLog audit;
    private final Clock clock;

    Artifacts(Core core, LiveVersions live, Controls controls) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.live = live;
        this.controls = controls;
        this.audit = core.audit();
        this.clock = core.clock();
    }

    /**
     * Registers a version that lives at the head of a path already; it becomes the current release there.
     *
     * @throws ConflictException {@code version.exists}: a version is registered once and never changes; {@code
     *     limit.maxAgents} or {@code limit.maxConcurrentExecutions}: the workspace is full
     * @throws InvalidInputException {@code path.notHead}, {@code workspace.archived}, {@code isolation.pii} or {@code
     *     isolation.encryption}
     */
    public ArtifactVersion register(Actor actor, OrganizationId organization, NewVersion wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.REGISTER_VERSION, key, wanted);
        return pipeline.create(
                call,
                caller -> wanted,
                this::insert,
                label -> catalog.version(organization, wanted.artifact(), new VersionLabel(label)));
    }

    private String insert(Caller caller, NewVersion wanted) {
        authorization.require(caller, Operation.REGISTER_VERSION, wanted.workspace());
        OrganizationId organization = caller.organization();
        Workspace head = catalog.workspace(organization, wanted.workspace());
        requireHead(head);
        requireData(head, Traits.of(wanted.metadata()));
        if (storage.versions()
                .find(organization, wanted.artifact(), wanted.label())
                .isPresent()) {
            throw new ConflictException(
                    "version.exists",
                    "Version " + wanted.label() + " of " + wanted.artifact() + " is registered already.");
        }
        Instant now = clock.instant();
        ArtifactVersion version = new ArtifactVersion(
                organization,
                wanted.artifact(),
                wanted.label(),
                wanted.digest(),
                wanted.authors(),
                wanted.metadata(),
                caller.person(),
                now);
        storage.versions().insert(version);
        Target target = storage.targets().lock(organization, head.id(), wanted.artifact());
        requireRoom(head, target, version);
        Release release = live.goLive(target, version, ReleaseCause.REGISTERED, Optional.empty());
        audit.record(
                caller,
                "workspace:" + head.id(),
                "version.registered",
                Map.of(
                        "artifact", wanted.artifact().toString(),
                        "version", wanted.label().value(),
                        "digest", wanted.digest().value(),
                        "release", release.id().value()));
        return wanted.label().value();
    }

    private static void requireData(Workspace head, Traits traits) {
        if (traits.pii().orElse(false) && !head.dataPolicy().piiAllowed()) {
            throw new InvalidInputException(
                    "metadata." + Traits.PII, "isolation.pii", head.name() + " may hold no personal data.");
        }
        if (head.dataPolicy().encryptionRequired() && !traits.encrypted()) {
            throw new InvalidInputException(
                    "metadata." + Traits.ENCRYPTED, "isolation.encryption", head.name() + " demands encrypted data.");
        }
    }

    /** One after the other for the last place. */
    private void requireRoom(Workspace seen, Target target, ArtifactVersion version) {
        int executions = version.traits().executions();
        if (target.current().isPresent() && executions == 0) {
            return;
        }
        OrganizationId organization = version.organization();
        Limits limits = storage.workspaces()
                .lock(organization, seen.id())
                .orElseThrow(() -> new NotFoundException("workspace"))
                .limits();
        if (target.current().isEmpty()
                && storage.targets()
                                .occupancy(organization, seen.id(), version.artifact())
                                .live()
                        >= limits.maxAgents()) {
            throw new ConflictException(
                    "limit.maxAgents",
                    seen.name() + " holds " + limits.maxAgents() + " artifacts, which is as many as it may.");
        }
        int left = limits.maxConcurrentExecutions()
                - storage.targets()
                        .executions(organization, seen.id(), version.artifact())
                        .live();
        if (executions > left) {
            throw new ConflictException(
                    "limit.maxConcurrentExecutions",
                    "The version takes up " + executions + " executions, and " + seen.name() + " has "
                            + Math.max(0, left) + " left.");
        }
    }

    private static void requireHead(Workspace workspace) {
        if (workspace.isArchived()) {
            throw new InvalidInputException(
                    "workspace", "workspace.archived", "Workspace " + workspace.id() + " is archived.");
        }
        if (workspace.promotionFrom().isPresent()) {
            throw new InvalidInputException(
                    "workspace",
                    "path.notHead",
                    "Versions enter " + workspace.name() + " by promotion from "
                            + workspace.promotionFrom().get() + " only.");
        }
    }

    /** Reads one version. The caller must see the workspace. */
    public ArtifactVersion get(
            Actor actor, OrganizationId organization, WorkspaceId seenIn, ArtifactRef artifact, VersionLabel label) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_VERSION, seenIn);
            return catalog.version(organization, artifact, label);
        });
    }

    /**
     * The artifacts of the workspaces that the caller sees: what is or was live there, or was asked into them; by kind and
     * id.
     *
     * @param text what kind and id, written as {@code AGENT/support}, must contain in any case; at most 100 characters
     * @param after the last artifact of the page before; empty for the first page
     * @param limit 1 to 1,000
     * @throws InvalidInputException {@code text.tooLong} or {@code page.limit}
     */
    public List<ArtifactRef> search(
            Actor actor, OrganizationId organization, Optional<String> text, Optional<ArtifactRef> after, int limit) {
        Releases.requireLimit(limit);
        Optional<String> part = text.filter(typed -> !typed.isBlank())
                .map(typed -> Text.requireOpaque("text", typed.strip(), LONGEST_SEARCH));
        return pipeline.read(
                actor,
                organization,
                caller -> storage.artifacts().search(organization, visible(caller), part, after, limit));
    }

    /**
     * The versions of an artifact whose content is or was live in a workspace that the caller sees, the newest first. Of an
     * artifact that they do not see there are none.
     *
     * @param after where the page before ended; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<ArtifactVersion> versions(
            Actor actor, OrganizationId organization, ArtifactRef artifact, Optional<Position> after, int limit) {
        Releases.requireLimit(limit);
        Optional<ArtifactRows.Key> key =
                after.map(position -> new ArtifactRows.Key(position.registeredAt(), position.version()));
        return pipeline.read(
                actor,
                organization,
                caller -> storage.artifacts().versions(organization, visible(caller), artifact, key, limit));
    }

    private List<WorkspaceId> visible(Caller caller) {
        return storage.workspaces().list(caller.organization()).stream()
                .map(Workspace::id)
                .filter(workspace -> authorization.sees(caller, workspace))
                .toList();
    }

    /** All versions of an artifact, the newest first. The caller must see the workspace. */
    public List<ArtifactVersion> list(
            Actor actor, OrganizationId organization, WorkspaceId seenIn, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_VERSION, seenIn);
            return storage.versions().list(organization, artifact);
        });
    }

    /**
     * Marks the content of a version as bad: nobody can ask for it any more, in any workspace and under any label; what is
     * approved waits. Where it is live it stays live; {@link #badVersions} says where.
     *
     * @throws ConflictException {@code control.alreadySet}
     */
    public Control markBad(
            Actor actor,
            OrganizationId organization,
            ArtifactRef artifact,
            VersionLabel version,
            String reason,
            IdempotencyKey key) {
        Marked wanted = new Marked(artifact, version, true, Text.requireReason("reason", reason));
        return mark(new Call(actor, organization, Operation.MARK_BAD, key, wanted), wanted);
    }

    /**
     * Takes such a mark back; what waited goes on by itself.
     *
     * @throws ConflictException {@code control.notSet}
     */
    public Control clearBad(
            Actor actor,
            OrganizationId organization,
            ArtifactRef artifact,
            VersionLabel version,
            String reason,
            IdempotencyKey key) {
        Marked wanted = new Marked(artifact, version, false, Text.requireReason("reason", reason));
        return mark(new Call(actor, organization, Operation.MARK_BAD, key, wanted), wanted);
    }

    private Control mark(Call call, Marked wanted) {
        return pipeline.create(
                call,
                caller -> wanted,
                this::mark,
                id -> storage.controls()
                        .find(call.organization(), new ControlId(id))
                        .orElseThrow(() -> new NotFoundException("control")));
    }

    private String mark(Caller caller, Marked wanted) {
        authorization.require(caller, Operation.MARK_BAD);
        ArtifactVersion version = catalog.version(caller.organization(), wanted.artifact(), wanted.version());
        ControlScope scope = new ControlScope.BadVersion(version.artifact(), version.digest());
        return wanted.bad()
                ? controls.set(caller, scope, wanted.reason())
                : controls.lift(caller, scope.key(), wanted.reason());
    }

    /** Everything of an artifact that is marked as bad, and where it is live. The caller must see the workspace. */
    public List<BadVersion> badVersions(
            Actor actor, OrganizationId organization, WorkspaceId seenIn, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CONTROL, seenIn);
            return storage.controls().inForce(organization, ControlRows.Kind.BAD).stream()
                    .filter(mark -> mark.scope() instanceof ControlScope.BadVersion bad
                            && bad.artifact().equals(artifact))
                    .map(mark -> new BadVersion(mark, live(caller, (ControlScope.BadVersion) mark.scope())))
                    .toList();
        });
    }

    private List<Release> live(Caller caller, ControlScope.BadVersion bad) {
        return storage.releases().board(caller.organization()).stream()
                .filter(release -> release.artifact().equals(bad.artifact())
                        && release.digest().equals(bad.digest()))
                .filter(release -> authorization.sees(caller, release.workspace()))
                .toList();
    }
}
