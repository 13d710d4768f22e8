package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.HealthReport;
import io.sluice.promotion.release.HealthReport.State;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in that a release does not work as it should and, where the policy says so, has Sluice ask for the release before.
 * Never for a release that was itself put back, never for one that is not live any more, only once for each, and only when
 * nothing else is about to change the target.
 */
public final class HealthReports {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReports.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final AuditLog audit;
    private final Messages messages;
    private final Authorization authorization;
    private final Requests requests;
    private final Clock clock;

    public HealthReports(Core core, Requests requests) {
        this.transactions = core.transactions();
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.audit = core.audit();
        this.messages = core.messages();
        this.authorization = core.authorization();
        this.requests = requests;
        this.clock = core.clock();
    }

    /**
     * Writes down that a release is unhealthy, inside the transaction.
     *
     * @throws ConflictException {@code release.notLive}
     */
    public void take(Release release, String actor, String reportedBy, String reason) {
        if (!release.isCurrent()) {
            throw new ConflictException(
                    "release.notLive", "Version " + release.version() + " of this release is not live any more.");
        }
        Optional<String> why = leftToPeople(release);
        HealthReport first = new HealthReport(
                release.organization(),
                release.id(),
                1,
                reason,
                reportedBy,
                clock.instant(),
                why.isPresent() ? State.LEFT_TO_PEOPLE : State.WAITING,
                why.orElse(""),
                Optional.empty());
        if (!storage.health().insertIfAbsent(first)) {
            storage.health().countAgain(release.organization(), release.id());
        } else if (why.isPresent()) {
            tellOperators(release, reason + " " + why.get());
        }
        audit.record(
                release.organization(),
                "workspace:" + release.workspace(),
                "release.unhealthy",
                actor,
                Map.of(
                        "artifact", release.artifact().toString(),
                        "version", release.version().value(),
                        "release", release.id().value(),
                        "reason", reason));
    }

    private void tellOperators(Release release, String what) {
        release.promotion().ifPresent(id -> {
            PromotionRequest request = pipeline.promotion(release.organization(), id);
            String message = "Version " + release.version() + " was reported to be unhealthy: " + what;
            messages.toRoles(
                    request,
                    NotificationKind.NOTE,
                    authorization.rolesWith(Permission.OPERATE),
                    Facts.of(Fact.MESSAGE, Text.foreign(message)));
        });
    }

    /** Why Sluice does not ask for a rollback of this release, if it does not. */
    private Optional<String> leftToPeople(Release release) {
        if (!release.isCurrent()) {
            return Optional.of("Something else is live by now.");
        }
        if (!policy(release).automaticRollback()) {
            return Optional.of("The policy leaves it to people to put an earlier version back.");
        }
        if (release.cause() == ReleaseCause.RESTORED) {
            return Optional.of("This version was put back itself; automation never rolls back a rollback.");
        }
        return release.replaced().isEmpty()
                ? Optional.of("There is no earlier version to put back.")
                : Optional.empty();
    }

    private PromotionPolicy policy(Release release) {
        Workspace workspace = catalog.workspace(release.organization(), release.workspace());
        return catalog.policy(release.organization(), workspace.id(), workspace.policyRevision())
                .policy();
    }

    /** Serves reports that wait; returns how many. Several nodes share them. */
    public int serve(int limit) {
        Instant now = clock.instant();
        List<HealthReport> due = transactions.requiresNew(() -> storage.health().lease(now, now.plus(PAUSE), limit));
        for (HealthReport report : due) {
            try {
                serve(report);
            } catch (RuntimeException e) {
                LOG.warn("The rollback of release {} could not be asked for.", report.release(), e);
            }
        }
        return due.size();
    }

    private void serve(HealthReport report) {
        Release release =
                storage.releases().find(report.organization(), report.release()).orElseThrow();
        Optional<String> why = leftToPeople(release);
        if (why.isPresent()) {
            settle(report.settled(State.LEFT_TO_PEOPLE, why.get(), Optional.empty()), release);
            return;
        }
        Requests.Prepared rollback = rollback(report, release);
        if (!isSettled(rollback)) {
            return; // Looked at again when the lease is over.
        }
        try {
            pipeline.bySystem(() -> {
                String id = requests.make("release " + release.id() + " is unhealthy", rollback);
                return settleInside(
                        report.settled(State.ROLLBACK_ASKED, "", Optional.of(new PromotionId(id))), release);
            });
        } catch (PromotionBlockedException blocked) {
            settle(report.settled(State.LEFT_TO_PEOPLE, blocked.decision().summary(), Optional.empty()), release);
        }
    }

    private Requests.Prepared rollback(HealthReport report, Release release) {
        Workspace workspace = catalog.workspace(release.organization(), release.workspace());
        Release earlier = release.replaced()
                .flatMap(id -> storage.releases().find(release.organization(), id))
                .orElseThrow();
        FactsReader.Question question = new FactsReader.Question(
                PromotionKind.ROLLBACK,
                catalog.version(release.organization(), release.artifact(), earlier.version()),
                workspace,
                workspace,
                PersonId.SLUICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String reason = "Version " + release.version() + " was reported to be unhealthy: " + report.reason();
        return requests.prepare(question, reason.substring(0, Math.min(reason.length(), 2_000)));
    }

    /** Whether nothing else is about to change the target; a request that is pending gives way to the rollback. */
    private boolean isSettled(Requests.Prepared rollback) {
        Optional<PromotionRequest> other = storage.promotions()
                .inFlight(
                        rollback.question().organization(),
                        rollback.question().version().artifact(),
                        rollback.question().target().id());
        boolean pending = other.map(request ->
                        request.kind() == PromotionKind.PROMOTION && request.status() == PromotionStatus.PENDING)
                .orElse(true);
        return pending
                && Gate.judge(facts.read(rollback.question(), rollback.people()), Gate.Moment.DEPLOYMENT)
                        .reasons()
                        .stream()
                        .map(Blocker::code)
                        .noneMatch("target.busy"::equals);
    }

    private void settle(HealthReport settled, Release release) {
        pipeline.bySystem(() -> settleInside(settled, release));
    }

    private boolean settleInside(HealthReport settled, Release release) {
        if (!storage.health().settle(settled)) {
            throw new ConflictException("request.race", "Another node served this report.");
        }
        if (settled.state() == State.LEFT_TO_PEOPLE) {
            tellOperators(release, settled.reason() + " " + settled.note());
        }
        audit.record(
                settled.organization(),
                "workspace:" + release.workspace(),
                "release.unhealthySettled",
                AuditLog.system("release " + release.id() + " is unhealthy"),
                Map.of(
                        "release", release.id().value(),
                        "state", settled.state().name(),
                        "note", settled.note(),
                        "rollback", settled.rollback().map(PromotionId::value).orElse("")));
        return true;
    }
}
