package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.HealthReport;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Releases that were reported to be unhealthy. Internal: used by the entry package. */
public final class HealthRows {
    private static final String INSERT = """
            INSERT INTO sluice_health_report (
                org_id, release_id, reports, reason, reported_by, reported_at, state, note, rollback_id, next_at)
            VALUES (
                :org, :release, :reports, :reason, :reportedBy, :reportedAt, :state, :note, :rollback, :nextAt)""";

    private static final String AGAIN = """
            UPDATE sluice_health_report SET reports = reports + 1
             WHERE org_id = :org AND release_id = :release""";

    private static final String SETTLE = """
            UPDATE sluice_health_report SET state = :state, note = :note, rollback_id = :rollback
             WHERE org_id = :org AND release_id = :release AND state = 'WAITING'""";

    private static final String COLUMNS = """
            h.org_id, h.release_id, h.reports, h.reason, h.reported_by, h.reported_at, h.state, h.note, h.rollback_id""";

    private static final String FIND = "SELECT " + COLUMNS + """

              FROM sluice_health_report h
             WHERE h.org_id = :org AND h.release_id = :release""";

    private static final String OF_TARGET = "SELECT " + COLUMNS + """

              FROM sluice_release r
              JOIN sluice_health_report h ON h.org_id = r.org_id AND h.release_id = r.id
             WHERE r.org_id = :org AND r.workspace_id = :workspace
               AND r.artifact_kind = :artifactKind AND r.artifact_id = :artifactId
             ORDER BY r.sequence DESC
             LIMIT :limit""";

    private static final String DUE = "SELECT " + COLUMNS + """

              FROM sluice_health_report h
             WHERE h.state = 'WAITING' AND h.next_at <= :now
             ORDER BY h.state, h.next_at
             LIMIT :limit
               FOR UPDATE SKIP LOCKED""";

    private static final String TAKE = """
            UPDATE sluice_health_report SET next_at = :nextAt
             WHERE org_id = :org AND release_id = :release""";

    private final Sql sql;

    HealthRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds the first report of a release; false when there is one already. */
    public boolean insertIfAbsent(HealthReport report) {
        return sql.insertIfAbsent(
                INSERT,
                key(report.organization(), report.release())
                        .and("reports", report.reports())
                        .and("reason", report.reason())
                        .and("reportedBy", report.reportedBy())
                        .and("reportedAt", report.reportedAt())
                        .and("state", report.state())
                        .and("note", report.note())
                        .and("rollback", report.rollback())
                        .and("nextAt", report.reportedAt()));
    }

    /** Counts a further report of the same release. */
    public void countAgain(OrganizationId organization, ReleaseId release) {
        sql.updateOne(AGAIN, key(organization, release));
    }

    /** Says what Sluice made of a report that waited; false when that was said already. */
    public boolean settle(HealthReport settled) {
        return sql.update(
                        SETTLE,
                        key(settled.organization(), settled.release())
                                .and("state", settled.state())
                                .and("note", settled.note())
                                .and("rollback", settled.rollback()))
                == 1;
    }

    /** The report of a release, if there is one. */
    public Optional<HealthReport> find(OrganizationId organization, ReleaseId release) {
        return sql.find(FIND, key(organization, release), HealthRows::read);
    }

    /** The reports about an artifact in a workspace, those of the newest releases first. */
    public List<HealthReport> list(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        return sql.list(
                OF_TARGET,
                Values.of(organization)
                        .and("workspace", workspace)
                        .and(artifact)
                        .and("limit", limit),
                HealthRows::read);
    }

    /** Takes reports of any organization that wait until another moment. Call it inside a unit of work. */
    public List<HealthReport> lease(Instant now, Instant until, int limit) {
        List<HealthReport> due = sql.lockAll(DUE, Values.none().and("now", now).and("limit", limit), HealthRows::read);
        sql.batch(
                TAKE,
                due.stream()
                        .map(report ->
                                key(report.organization(), report.release()).and("nextAt", until))
                        .toList());
        return due;
    }

    private static Values key(OrganizationId organization, ReleaseId release) {
        return Values.of(organization).and("release", release);
    }

    private static HealthReport read(Row row) throws SQLException {
        return new HealthReport(
                row.organization(),
                row.get("release_id", ReleaseId::new),
                row.integer("reports"),
                row.text("reason"),
                row.text("reported_by"),
                row.instant("reported_at"),
                row.get("state", HealthReport.State::valueOf),
                row.text("note"),
                row.optional("rollback_id", PromotionId::new));
    }
}
