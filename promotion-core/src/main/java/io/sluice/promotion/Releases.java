package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ReleaseRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.HealthReports;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.HealthReport;
import io.sluice.promotion.release.Release;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is live where, and what was. Thread-safe. */
public final class Releases {
    private static final int MOST = 1_000;

    private record Unhealthy(ReleaseId release, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final HealthReports health;

    Releases(Core core, HealthReports health) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.health = health;
    }

    /** Everything that is live now in the workspaces that the caller may see, by artifact and workspace. */
    public List<Release> board(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.releases().board(organization).stream()
                        .filter(release -> authorization.sees(caller, release.workspace()))
                        .toList());
    }

    /** What is live in a workspace now. */
    public Optional<Release> current(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return pipeline.read(actor, organization, caller -> {
            requireSeen(caller, workspace);
            return storage.releases().current(organization, workspace, artifact);
        });
    }

    /**
     * The version history of an artifact in a workspace, the newest first.
     *
     * @param limit 1 to 1,000
     */
    public List<Release> history(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            requireSeen(caller, workspace);
            return storage.releases().history(organization, workspace, artifact, limit);
        });
    }

    /**
     * Who brought releases about: whoever asked for the promotion, or registered the version. One query for all of them;
     * those that the caller may not see are absent.
     *
     * @param releases at most 1,000
     * @throws InvalidInputException {@code bulk.size}
     */
    public Map<ReleaseId, PersonId> broughtBy(
            Actor actor, OrganizationId organization, Collection<ReleaseId> releases) {
        if (releases.size() > MOST) {
            throw new InvalidInputException(
                    "releases", "bulk.size", "At most " + MOST + " releases can be asked about at once.");
        }
        return pipeline.read(
                actor,
                organization,
                caller -> storage.releases().broughtBy(organization, releases).stream()
                        .filter(origin -> authorization.sees(caller, origin.workspace()))
                        .collect(Collectors.toMap(ReleaseRows.Origin::release, ReleaseRows.Origin::person)));
    }

    /**
     * Says that what is live does not work as it should. Where the policy of the workspace says so, Sluice itself then asks
     * for the release before, within seconds and once for each release; what the policy demands of a rollback still holds.
     *
     * @throws ConflictException {@code release.notLive}
     */
    public HealthReport reportUnhealthy(
            Actor actor, OrganizationId organization, ReleaseId release, String reason, IdempotencyKey key) {
        Unhealthy wanted = new Unhealthy(release, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REPORT_UNHEALTHY, key, wanted);
        return pipeline.create(
                call,
                caller -> wanted,
                this::takeReport,
                id -> storage.health()
                        .find(organization, new ReleaseId(id))
                        .orElseThrow(() -> new NotFoundException("release")));
    }

    private String takeReport(Caller caller, Unhealthy wanted) {
        Release found = storage.releases()
                .find(caller.organization(), wanted.release())
                .filter(release -> authorization.sees(caller, release.workspace()))
                .orElseThrow(() -> new NotFoundException("release"));
        authorization.require(caller, Operation.REPORT_UNHEALTHY, found.workspace());
        String account = AuditLog.actorOf(caller);
        health.take(found, account, account, wanted.reason());
        return found.id().value();
    }

    /**
     * What was reported about the releases of an artifact in a workspace, that of the newest release first.
     *
     * @param limit 1 to 1,000
     */
    public List<HealthReport> healthReports(
            Actor actor, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            requireSeen(caller, workspace);
            return storage.health().list(organization, workspace, artifact, limit);
        });
    }

    /** A workspace that there is not has no history, and is said to be missing. */
    private void requireSeen(Caller caller, WorkspaceId workspace) {
        authorization.require(caller, Operation.VIEW_RELEASE, workspace);
        catalog.workspace(caller.organization(), workspace);
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", "page.limit", "A page has 1 to 1000 entries, not " + limit + ".");
        }
    }
}
