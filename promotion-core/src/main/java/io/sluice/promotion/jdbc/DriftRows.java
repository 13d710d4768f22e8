package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.drift.Drift;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Target;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where something else is live than what was recorded, and where to look next. Internal: used by the entry package. */
public final class DriftRows {
    /** Ordered by all columns of the index, so that H2, too, reads and locks no more than it takes. */
    private static final String DUE = """
            SELECT org_id, workspace_id, artifact_kind, artifact_id, current, held_by, fence, releases
              FROM sluice_target
             WHERE drift_due <= :now
             ORDER BY drift_due, org_id, workspace_id, artifact_kind, artifact_id
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String POSTPONE = """
            UPDATE sluice_target SET drift_due = :due
             WHERE org_id = :org AND workspace_id = :workspace
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId""";

    private static final String TARGETS = """
            SELECT org_id, workspace_id, artifact_kind, artifact_id, current, held_by, fence, releases
              FROM sluice_target
             WHERE org_id = :org AND workspace_id = :workspace
             ORDER BY artifact_kind, artifact_id""";

    private static final String COLUMNS = """
            d.org_id, d.workspace_id, d.artifact_kind, d.artifact_id, d.release_id, d.expected, d.found, d.since
              FROM sluice_drift d""";

    private static final String ROW = "SELECT " + COLUMNS + """

             WHERE d.org_id = :org AND d.workspace_id = :workspace
               AND d.artifact_kind = :artifactKind AND d.artifact_id = :artifactId""";

    /** Once another release is recorded, what was found before says nothing any more. */
    private static final String OPEN = "SELECT " + COLUMNS + """

              JOIN sluice_target t ON t.org_id = d.org_id AND t.workspace_id = d.workspace_id
               AND t.artifact_kind = d.artifact_kind AND t.artifact_id = d.artifact_id
             WHERE d.org_id = :org AND d.release_id IS NOT DISTINCT FROM t.current""";

    private static final String OPEN_ONE = OPEN + """

               AND d.workspace_id = :workspace AND d.artifact_kind = :artifactKind AND d.artifact_id = :artifactId""";

    private static final String OPEN_BY_AGE =
            OPEN + " ORDER BY d.since, d.workspace_id, d.artifact_kind, d.artifact_id";

    private static final String INSERT = """
            INSERT INTO sluice_drift (
                org_id, workspace_id, artifact_kind, artifact_id, release_id, expected, found, since)
            VALUES (:org, :workspace, :artifactKind, :artifactId, :release, :expected, :found, :since)""";

    private static final String DELETE = """
            DELETE FROM sluice_drift
             WHERE org_id = :org AND workspace_id = :workspace
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId""";

    private final Sql sql;

    DriftRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Takes places of any organization that are due to be looked at, and postpones them all, so that nobody else looks
     * until then. Call it inside a unit of work.
     */
    public List<Target> lease(Instant now, Instant until, int limit) {
        List<Target> due = sql.lockAll(DUE, Values.none().and("now", now).and("limit", limit), TargetRows::read);
        sql.batch(
                POSTPONE,
                due.stream().map(target -> place(target).and("due", until)).toList());
        return due;
    }

    /** Looks at a place no earlier than that. */
    public void postpone(Target target, Instant due) {
        sql.update(POSTPONE, place(target).and("due", due));
    }

    /** Every place of a workspace that a promotion or registration ever changed. */
    public List<Target> targets(OrganizationId organization, WorkspaceId workspace) {
        return sql.list(TARGETS, Values.of(organization).and("workspace", workspace), TargetRows::read);
    }

    /** The drift of a place, if there is one that still says something. */
    public Optional<Drift> find(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return sql.find(OPEN_ONE, key(organization, workspace, artifact), DriftRows::read);
    }

    /** The drift of a place as it was stored, also when another release was recorded since. */
    public Optional<Drift> stored(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return sql.find(ROW, key(organization, workspace, artifact), DriftRows::read);
    }

    /** All drift that still says something, the oldest first. */
    public List<Drift> list(OrganizationId organization) {
        return sql.list(OPEN_BY_AGE, Values.of(organization), DriftRows::read);
    }

    /** Stores what was found in place of what was found before. The caller holds the target locked. */
    public void put(Drift drift) {
        delete(drift.organization(), drift.workspace(), drift.artifact());
        sql.insert(
                INSERT,
                key(drift.organization(), drift.workspace(), drift.artifact())
                        .and("release", drift.release())
                        .and("expected", drift.expected())
                        .and("found", drift.found())
                        .and("since", drift.since()));
    }

    /** Forgets the drift of a place. The caller holds the target locked. */
    public void delete(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        sql.update(DELETE, key(organization, workspace, artifact));
    }

    private static Values place(Target target) {
        return key(target.organization(), target.workspace(), target.artifact());
    }

    private static Values key(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return Values.of(organization).and("workspace", workspace).and(artifact);
    }

    private static Drift read(Row row) throws SQLException {
        return new Drift(
                row.organization(),
                row.get("workspace_id", WorkspaceId::new),
                row.artifact(),
                row.optional("release_id", ReleaseId::new),
                row.optional("expected", Digest::new),
                row.optional("found", Digest::new),
                row.instant("since"));
    }
}
