package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.drift.DriftCheck;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.DriftDecisions;
import io.sluice.promotion.lifecycle.DriftWatch;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;

/**
 * Where something else is live than what was recorded. While it is, nothing is promoted there; going back stays possible.
 * It ends when the deployer reports what is recorded, or when a person accepts what was found. Thread-safe.
 */
public final class Drifts {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final DriftWatch watch;
    private final DriftDecisions decisions;

    Drifts(Core core, DriftWatch watch, DriftDecisions decisions) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.watch = watch;
        this.decisions = decisions;
    }

    /** All drift in the workspaces that the caller may see, the oldest first. */
    public List<Drift> list(Actor actor, OrganizationId organization) {
        return pipeline.read(
                actor,
                organization,
                caller -> storage.drifts().list(organization).stream()
                        .filter(drift -> authorization.sees(caller, drift.workspace()))
                        .toList());
    }

    /**
     * Asks the deployer now what is live of every artifact in a workspace, and stores and reports what differs. A workspace
     * that takes no versions by promotion has nothing to compare, and an archived one is left alone.
     */
    public List<DriftCheck> check(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.CHECK_DRIFT, workspace);
            return DriftWatch.isWatched(catalog.workspace(organization, workspace))
                    ? watch.check(organization, workspace, AuditLog.actorOf(caller))
                    : List.of();
        });
    }

    /**
     * Records what was found as what is live, without deploying anything. Possible for a version that a promotion once
     * brought there, and for nothing, where going back takes no approvals.
     *
     * @param found what the caller saw; empty when nothing is live
     * @param reason why, for people
     * @return the release that is recorded now; empty when nothing is live
     * @throws ConflictException {@code drift.none}, {@code drift.changed}, {@code drift.changing}, {@code
     *     drift.unknownDigest}, {@code drift.neverLive} or {@code drift.approvalNeeded}
     * @throws UnavailableException {@code deployer.unavailable}
     * @throws NotFoundException when nothing of this artifact was ever there
     */
    public Optional<Release> accept(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            ArtifactRef artifact,
            Optional<Digest> found,
            String reason,
            IdempotencyKey key) {
        DriftDecisions.Acceptance wanted =
                new DriftDecisions.Acceptance(workspace, artifact, found, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.RESOLVE_DRIFT, key, wanted);
        return pipeline.create(
                call,
                caller -> decisions.look(caller, wanted),
                decisions::accept,
                id -> made(id).flatMap(release -> storage.releases().find(organization, new ReleaseId(release))));
    }

    /**
     * Has the recorded version put back: starts a rollback to it, with the approvals that a rollback takes there.
     *
     * @param reason why, for people
     * @return the rollback; empty when the deployer reports what is recorded, and there is nothing to do
     * @throws ConflictException {@code drift.changing} or {@code drift.nothingRecorded}
     * @throws UnavailableException {@code deployer.unavailable}
     * @throws io.sluice.promotion.gate.PromotionBlockedException what stands in the way of the rollback
     * @throws NotFoundException when nothing of this artifact was ever there
     */
    public Optional<PromotionRequest> repair(
            Actor actor,
            OrganizationId organization,
            WorkspaceId workspace,
            ArtifactRef artifact,
            String reason,
            IdempotencyKey key) {
        DriftDecisions.Repair wanted =
                new DriftDecisions.Repair(workspace, artifact, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.RESOLVE_DRIFT, key, wanted);
        return pipeline.create(
                call,
                caller -> decisions.prepare(caller, wanted),
                (caller, prepared) -> decisions.repair(caller, wanted, prepared),
                id -> made(id).flatMap(
                                promotion -> storage.promotions().find(organization, new PromotionId(promotion))));
    }

    /**
     * Looks at some of the places whose time has come, of whichever organization. Nodes share the work; call it now and
     * then, and again at once while it returns more than 0.
     *
     * @param limit how many at most
     * @return how many were looked at
     */
    public int watch(int limit) {
        return watch.watch(limit);
    }

    private static Optional<String> made(String id) {
        return Optional.of(id).filter(made -> !made.equals(DriftDecisions.NOTHING));
    }
}
