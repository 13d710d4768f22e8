package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.drift.DriftCheck;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.workspace.Workspace;
import java.util.Map;
import java.util.Optional;

/** What people decide about drift: the record follows what is live, or what is live follows the record. */
public final class DriftDecisions {
    /** What a person saw and accepts. */
    public record Acceptance(WorkspaceId workspace, ArtifactRef artifact, Optional<Digest> found, String reason) {}

    /** Where a person wants the recorded version back. */
    public record Repair(WorkspaceId workspace, ArtifactRef artifact, String reason) {}

    /** What the repair comes to: a rollback to what is recorded, or nothing to do. */
    public record Prepared(Optional<Requests.Prepared> rollback) {}

    /** The id of a repair that had nothing to do. */
    public static final String NOTHING = "-";

    private final Catalog catalog;
    private final Authorization authorization;
    private final Storage storage;
    private final AuditLog audit;
    private final DriftWatch watch;
    private final LiveVersions live;
    private final Requests requests;

    public DriftDecisions(Core core, DriftWatch watch, LiveVersions live, Requests requests) {
        this.catalog = core.catalog();
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.audit = core.audit();
        this.watch = watch;
        this.live = live;
        this.requests = requests;
    }

    /** Looks again, outside the transaction: what is accepted must still be there. */
    public Acceptance look(Caller caller, Acceptance wanted) {
        authorization.require(caller, Operation.RESOLVE_DRIFT, wanted.workspace());
        look(caller, wanted.workspace(), wanted.artifact());
        return wanted;
    }

    private DriftCheck look(Caller caller, WorkspaceId workspace, ArtifactRef artifact) {
        if (!DriftWatch.isWatched(catalog.workspace(caller.organization(), workspace))) {
            throw new ConflictException(
                    "drift.notWatched", "Only workspaces that take versions by promotion are compared.");
        }
        Target target = storage.targets()
                .find(caller.organization(), workspace, artifact)
                .orElseThrow(() -> new NotFoundException("artifact"));
        DriftCheck check = watch.look(target, AuditLog.actorOf(caller));
        switch (check.standing()) {
            case UNKNOWN ->
                throw new UnavailableException("deployer.unavailable", "The deployer cannot tell what is live.", null);
            case CHANGING -> throw changing();
            case EQUAL, DRIFTED -> {
                return check;
            }
        }
        throw new IllegalStateException("A place stands somehow.");
    }

    /** Records what was found as what is live. */
    public String accept(Caller caller, Acceptance wanted) {
        OrganizationId organization = caller.organization();
        WorkspaceId workspace = wanted.workspace();
        authorization.require(caller, Operation.RESOLVE_DRIFT, workspace);
        Target target = storage.targets().lock(organization, workspace, wanted.artifact());
        if (target.heldBy().isPresent()) {
            throw changing();
        }
        Drift drift = storage.drifts()
                .find(organization, workspace, wanted.artifact())
                .orElseThrow(() -> new ConflictException("drift.none", "What is live is what was recorded."));
        if (!drift.found().equals(wanted.found())) {
            throw new ConflictException(
                    "drift.changed", "By now something else is live than what you accept: " + drift.inWords() + ".");
        }
        requireNoApprovalNeeded(catalog.workspace(organization, workspace));
        Optional<ArtifactVersion> version = wanted.found().map(digest -> acceptable(drift, digest));
        Optional<ReleaseId> recorded =
                version.map(known -> live.goLive(target, known, ReleaseCause.ACCEPTED, Optional.empty())
                        .id());
        if (version.isEmpty()) {
            live.goDark(target);
        }
        storage.drifts().delete(organization, workspace, wanted.artifact());
        watch.tellAccepted(drift, caller.person());
        audit.record(
                caller,
                "workspace:" + workspace,
                "drift.accepted",
                Map.of(
                        "artifact", wanted.artifact().toString(),
                        "recorded", drift.expected().map(Digest::value).orElse(""),
                        "found", drift.found().map(Digest::value).orElse(""),
                        "release", recorded.map(ReleaseId::value).orElse(""),
                        "reason", wanted.reason()));
        return recorded.map(ReleaseId::value).orElse(NOTHING);
    }

    /** To accept is to go back without a deployment; where going back takes approvals, they are not skipped here. */
    private void requireNoApprovalNeeded(Workspace workspace) {
        boolean asked = catalog.policy(workspace.organization(), workspace.id(), workspace.policyRevision())
                .policy()
                .rollback()
                .isPresent();
        if (asked) {
            throw new ConflictException(
                    "drift.approvalNeeded",
                    "Going back takes approvals in " + workspace.name()
                            + ": have the recorded version put back, or ask for a rollback to the one that was found.");
        }
    }

    /** Only what a promotion once brought there: everything else would go past the gate. */
    private ArtifactVersion acceptable(Drift drift, Digest found) {
        ArtifactVersion version = storage.versions()
                .findByDigest(drift.organization(), drift.artifact(), found)
                .orElseThrow(() -> new ConflictException(
                        "drift.unknownDigest",
                        "What was found is no registered version; have the recorded one put back."));
        if (!storage.releases().wasLive(drift.organization(), drift.workspace(), drift.artifact(), found)) {
            throw new ConflictException(
                    "drift.neverLive",
                    "Version " + version.label() + " was never promoted into " + drift.workspace()
                            + "; have the recorded one put back, and then promote it.");
        }
        return version;
    }

    /** Looks again, and prepares the rollback to what is recorded. */
    public Prepared prepare(Caller caller, Repair wanted) {
        authorization.require(caller, Operation.RESOLVE_DRIFT, wanted.workspace());
        DriftCheck check = look(caller, wanted.workspace(), wanted.artifact());
        if (check.standing() == DriftCheck.Standing.EQUAL) {
            return new Prepared(Optional.empty());
        }
        ReleaseId recorded = storage.targets()
                .find(caller.organization(), wanted.workspace(), wanted.artifact())
                .flatMap(Target::current)
                .orElseThrow(() -> new ConflictException(
                        "drift.nothingRecorded",
                        "Nothing is recorded to be live there, so nothing can be put back; take away what was found."));
        return new Prepared(Optional.of(requests.prepare(
                caller,
                new Rollbacks.NewRollback(
                        wanted.workspace(), wanted.artifact(), Optional.of(recorded), wanted.reason()))));
    }

    /** Starts the rollback, if one is needed. */
    public String repair(Caller caller, Repair wanted, Prepared prepared) {
        authorization.require(caller, Operation.RESOLVE_DRIFT, wanted.workspace());
        if (prepared.rollback().isEmpty()) {
            return NOTHING;
        }
        String promotion = requests.make(caller, prepared.rollback().get());
        audit.record(
                caller,
                "workspace:" + wanted.workspace(),
                "drift.repairStarted",
                Map.of(
                        "artifact", wanted.artifact().toString(),
                        "promotion", promotion,
                        "reason", wanted.reason()));
        return promotion;
    }

    private static ConflictException changing() {
        return new ConflictException("drift.changing", "A promotion is changing this place; look again afterwards.");
    }
}
