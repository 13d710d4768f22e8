package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.drift.DriftCheck;
import io.sluice.promotion.drift.DriftCheck.Standing;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage.Audience;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the deployer reports with what is recorded, place by place. The deployer is asked outside of any
 * transaction; what it says counts only when nothing was deployed meanwhile. Only workspaces that take versions by promotion
 * are watched: at the head of a path, versions come and go before they are registered.
 */
public final class DriftWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String SYSTEM = AuditLog.system("drift watch");

    private final Transactions transactions;
    private final Storage storage;
    private final Authorization authorization;
    private final Messages messages;
    private final AuditLog audit;
    private final Deployer deployer;
    private final Clock clock;
    private final Duration interval;

    /** A watch that looks at each place once in this interval. */
    public DriftWatch(Core core, Duration interval) {
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.authorization = core.authorization();
        this.messages = core.messages();
        this.audit = core.audit();
        this.deployer = core.deployer();
        this.clock = core.clock();
        this.interval = interval;
    }

    /** Looks at some of the places that are due, of whichever organization, and says how many they were. */
    public int watch(int limit) {
        List<Target> due = transactions.required(
                () -> storage.drifts().lease(clock.instant(), clock.instant().plus(LEASE), limit));
        due.forEach(this::watch);
        return due.size();
    }

    private void watch(Target target) {
        try {
            boolean watched = storage.workspaces()
                    .find(target.organization(), target.workspace())
                    .filter(DriftWatch::isWatched)
                    .isPresent();
            Standing standing = watched ? look(target, SYSTEM).standing() : Standing.EQUAL;
            Duration pause = standing == Standing.CHANGING ? SOON : interval;
            transactions.required(() -> {
                storage.drifts().postpone(target, clock.instant().plus(pause));
                return pause;
            });
        } catch (RuntimeException e) {
            LOG.warn("Could not compare {} in {}; it is tried again.", target.artifact(), target.workspace(), e);
        }
    }

    /** Whether drift is looked for: versions enter by promotion only. */
    public static boolean isWatched(Workspace workspace) {
        return workspace.promotionFrom().isPresent() && !workspace.isArchived();
    }

    /** Looks at every place of a workspace. */
    public List<DriftCheck> check(OrganizationId organization, WorkspaceId workspace, String actor) {
        return storage.drifts().targets(organization, workspace).stream()
                .map(target -> look(target, actor))
                .toList();
    }

    /** Looks at one place, and stores what is new about it. */
    public DriftCheck look(Target seen, String actor) {
        if (seen.heldBy().isPresent()) {
            return told(seen, Standing.CHANGING, Optional.empty(), Optional.empty());
        }
        Optional<Digest> found;
        try {
            found = deployer.current(seen.organization(), seen.workspace(), seen.artifact());
        } catch (RuntimeException e) {
            LOG.warn("The deployer cannot tell what is live of {} in {}.", seen.artifact(), seen.workspace(), e);
            return told(seen, Standing.UNKNOWN, recorded(seen).map(Release::digest), Optional.empty());
        }
        return transactions.required(() -> compare(seen, found, actor));
    }

    private DriftCheck compare(Target seen, Optional<Digest> found, String actor) {
        Target now = storage.targets().lock(seen.organization(), seen.workspace(), seen.artifact());
        if (!now.equals(seen)) {
            return told(seen, Standing.CHANGING, Optional.empty(), found);
        }
        Optional<Digest> recorded = recorded(now).map(Release::digest);
        Optional<Drift> known = storage.drifts().stored(now.organization(), now.workspace(), now.artifact());
        if (found.equals(recorded)) {
            known.ifPresent(drift -> clear(drift, actor));
            return told(now, Standing.EQUAL, recorded, found);
        }
        Drift drift = new Drift(
                now.organization(), now.workspace(), now.artifact(), now.current(), recorded, found, clock.instant());
        if (known.filter(drift::isSame).isEmpty()) {
            store(drift, actor);
        }
        return told(now, Standing.DRIFTED, recorded, found);
    }

    private void store(Drift drift, String actor) {
        storage.drifts().put(drift);
        record(drift, "drift.found", actor);
        tell(drift, NotificationKind.DRIFT_FOUND, facts(drift).and(Fact.SINCE, drift.since()));
    }

    private void clear(Drift drift, String actor) {
        storage.drifts().delete(drift.organization(), drift.workspace(), drift.artifact());
        record(drift, "drift.cleared", actor);
        tell(drift, NotificationKind.DRIFT_CLEARED, facts(drift));
    }

    private void tell(Drift drift, NotificationKind kind, Facts facts) {
        Audience operators = Audience.roles(authorization.rolesWith(Permission.OPERATE), drift.workspace());
        messages.toWorkspace(drift.organization(), drift.workspace(), kind, operators, facts);
    }

    /** A person ended it. */
    void tellAccepted(Drift drift, PersonId by) {
        tell(drift, NotificationKind.DRIFT_CLEARED, facts(drift).and(Fact.WHO, by));
    }

    /** In the labels that people know, as far as there are any. */
    private Facts facts(Drift drift) {
        Optional<String> expected = drift.release()
                .flatMap(id -> storage.releases().find(drift.organization(), id))
                .map(release -> release.version().value());
        Optional<String> found = drift.found()
                .map(digest -> storage.versions()
                        .findByDigest(drift.organization(), drift.artifact(), digest)
                        .map(version -> version.label().value())
                        .orElse(digest.value()));
        return Facts.of(Fact.ARTIFACT, drift.artifact())
                .and(Fact.EXPECTED, expected)
                .and(Fact.FOUND, found);
    }

    private void record(Drift drift, String type, String actor) {
        audit.record(
                drift.organization(),
                "workspace:" + drift.workspace(),
                type,
                actor,
                Map.of(
                        "artifact", drift.artifact().toString(),
                        "recorded", drift.expected().map(Digest::value).orElse(""),
                        "found", drift.found().map(Digest::value).orElse(""),
                        "since", drift.since().toString()));
    }

    private Optional<Release> recorded(Target target) {
        return target.current().flatMap(id -> storage.releases().find(target.organization(), id));
    }

    private static DriftCheck told(
            Target target, Standing standing, Optional<Digest> recorded, Optional<Digest> found) {
        return new DriftCheck(target.workspace(), target.artifact(), standing, recorded, found);
    }
}
