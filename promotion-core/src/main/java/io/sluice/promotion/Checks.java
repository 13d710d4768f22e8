package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.HealthReports;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results of automatic gates. Thread-safe. */
public final class Checks {
    /**
     * A result that comes from outside, such as a build server.
     *
     * @param artifact which artifact
     * @param version which version
     * @param digest the content that was checked; must be that of the version
     * @param target the workspace whose demands were applied
     * @param name a check that the target's policy requires
     * @param outcome what it said
     */
    public record Report(
            ArtifactRef artifact,
            VersionLabel version,
            Digest digest,
            WorkspaceId target,
            CheckName name,
            CheckOutcome outcome) {}

    private record Revoked(CheckResultId result, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final HealthReports health;
    private final Clock clock;
    private final Set<CheckName> own;

    Checks(Core core, HealthReports health) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.health = health;
        this.clock = core.clock();
        this.own = core.checks().keySet().stream().map(CheckName::new).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Stores a result from outside. It counts from now on for as long as the target's policy says.
     *
     * @throws InvalidInputException {@code digest.mismatch} or {@code check.unknown}
     */
    public CheckResult report(Actor actor, OrganizationId organization, Report report, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.REPORT_CHECK, key, report);
        return pipeline.create(call, caller -> report, this::store, id -> result(organization, new CheckResultId(id)));
    }

    private String store(Caller caller, Report report) {
        authorization.require(caller, Operation.REPORT_CHECK, report.target());
        OrganizationId organization = caller.organization();
        ArtifactVersion version = catalog.version(organization, report.artifact(), report.version());
        if (!version.digest().equals(report.digest())) {
            throw new InvalidInputException(
                    "digest", "digest.mismatch", "Version " + version.label() + " has other content.");
        }
        Workspace target = catalog.workspace(organization, report.target());
        CheckRequirement requirement = catalog.policy(organization, target.id(), target.policyRevision())
                .policy()
                .check(report.name())
                .orElseThrow(() -> new InvalidInputException(
                        "check", "check.unknown", target.name() + " requires no check " + report.name() + "."));
        Instant now = clock.instant();
        CheckResultId id = new CheckResultId(Ids.next());
        storage.checks()
                .insert(new CheckResult(
                        organization,
                        id,
                        report.artifact(),
                        report.digest(),
                        report.target(),
                        report.name(),
                        report.outcome(),
                        now,
                        now.plus(requirement.validity()),
                        AuditLog.actorOf(caller),
                        Optional.empty()));
        audit.record(
                caller,
                "workspace:" + target.id(),
                "check.reported",
                Map.of(
                        "artifact", report.artifact().toString(),
                        "digest", report.digest().value(),
                        "check", report.name().value(),
                        "verdict", report.outcome().verdict().name()));
        storage.automation().lookAt(organization, report.target(), report.artifact(), now);
        reportUnhealthy(caller, report);
        return id.value();
    }

    /** A check that fails for what is live already says that the release is unhealthy. */
    private void reportUnhealthy(Caller caller, Report report) {
        if (report.outcome().verdict() != CheckVerdict.FAILED) {
            return;
        }
        storage.releases()
                .current(caller.organization(), report.target(), report.artifact())
                .filter(live -> live.digest().equals(report.digest()))
                .ifPresent(live -> health.take(
                        live,
                        AuditLog.actorOf(caller),
                        "check " + report.name(),
                        Text.foreign("Check " + report.name() + " failed: "
                                + report.outcome().summary())));
    }

    /**
     * Says that a result counts no longer, for example because the scanner was broken. From then on the check counts as
     * not run: an older result does not come back. Sluice runs it again where it can; what is approved waits for that.
     *
     * @throws ConflictException {@code check.alreadyRevoked}
     */
    public CheckResult revoke(
            Actor actor, OrganizationId organization, CheckResultId result, String reason, IdempotencyKey key) {
        Revoked wanted = new Revoked(result, Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.REVOKE_CHECK, key, wanted);
        return pipeline.create(call, caller -> wanted, this::revoke, id -> result(organization, new CheckResultId(id)));
    }

    private String revoke(Caller caller, Revoked wanted) {
        OrganizationId organization = caller.organization();
        CheckResult found = storage.checks()
                .find(organization, wanted.result())
                .filter(result -> authorization.sees(caller, result.target()))
                .orElseThrow(() -> new NotFoundException("check result"));
        authorization.require(caller, Operation.REVOKE_CHECK, found.target());
        storage.promotions()
                .lockOpen(
                        organization,
                        Optional.of(found.target()),
                        Optional.of(found.artifact()),
                        Optional.of(found.digest())); // Nothing is confirmed on it any more once this is acknowledged.
        CheckResult.Revocation revocation =
                new CheckResult.Revocation(caller.person(), clock.instant(), wanted.reason());
        if (!storage.checks().revoke(organization, found.id(), revocation)) {
            throw new ConflictException("check.alreadyRevoked", "This result is revoked already.");
        }
        audit.record(
                caller,
                "workspace:" + found.target(),
                "check.revoked",
                Map.of(
                        "artifact", found.artifact().toString(),
                        "digest", found.digest().value(),
                        "check", found.name().value(),
                        "result", found.id().value(),
                        "reason", wanted.reason()));
        return found.id().value();
    }

    private CheckResult result(OrganizationId organization, CheckResultId id) {
        return storage.checks().find(organization, id).orElseThrow(() -> new NotFoundException("check result"));
    }

    /** The newest result of each check for a version on its way into a workspace. */
    public Map<CheckName, CheckResult> results(
            Actor actor, OrganizationId organization, ArtifactRef artifact, VersionLabel version, WorkspaceId target) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CHECK, target);
            Digest digest = catalog.version(organization, artifact, version).digest();
            return storage.checks().newest(organization, artifact, digest, target);
        });
    }

    /**
     * All results for a version on its way into a workspace, the newest first.
     *
     * @param limit 1 to 1,000
     */
    public List<CheckResult> history(
            Actor actor,
            OrganizationId organization,
            ArtifactRef artifact,
            VersionLabel version,
            WorkspaceId target,
            int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CHECK, target);
            Digest digest = catalog.version(organization, artifact, version).digest();
            return storage.checks().history(organization, artifact, digest, target, limit);
        });
    }

    /** The checks that a policy can name and Sluice runs by itself, and those that the policy in force names, by name. */
    public List<CheckName> names(Actor actor, OrganizationId organization, WorkspaceId target) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_CHECK, target);
            Workspace workspace = catalog.workspace(organization, target);
            List<CheckRequirement> asked = catalog.policy(organization, target, workspace.policyRevision())
                    .policy()
                    .checks();
            return Stream.concat(own.stream(), asked.stream().map(CheckRequirement::name))
                    .distinct()
                    .sorted(Comparator.comparing(CheckName::value))
                    .toList();
        });
    }
}
