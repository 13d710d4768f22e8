package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results of checks. Internal: used by the entry package. */
public final class CheckRows {
    private static final String INSERT = """
            INSERT INTO sluice_check_result (
                org_id, id, artifact_kind, artifact_id, digest, target_id, name, verdict, summary, evidence, metrics,
                reported_by, measured_at, valid_until)
            VALUES (
                :org, :id, :artifactKind, :artifactId, :digest, :target, :name, :verdict, :summary, :evidence, :metrics,
                :reportedBy, :measuredAt, :validUntil)""";

    private static final String LIST = """
            SELECT c.org_id, c.artifact_kind, c.artifact_id, c.digest, c.target_id, c.name, c.verdict, c.summary,
                   c.evidence, c.metrics, c.reported_by, c.measured_at, c.valid_until
              FROM sluice_check_result c
             WHERE c.org_id = :org AND c.artifact_kind = :artifactKind AND c.artifact_id = :artifactId
               AND c.digest = :digest AND c.target_id = :target""";

    private static final String NEWEST = LIST + """

               AND c.id = (SELECT MAX(n.id)
                             FROM sluice_check_result n
                            WHERE n.org_id = :org
                              AND n.artifact_kind = :artifactKind AND n.artifact_id = :artifactId
                              AND n.digest = :digest AND n.target_id = :target AND n.name = c.name)
             ORDER BY c.name""";

    private static final String HISTORY = LIST + " ORDER BY c.id DESC LIMIT :limit";

    private final Sql sql;

    CheckRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a result; the highest id of a check is its newest result. */
    public void insert(String id, CheckResult result) {
        sql.insert(
                INSERT,
                key(result.organization(), result.artifact(), result.digest(), result.target())
                        .and("id", id)
                        .and("name", result.name())
                        .and("verdict", result.outcome().verdict())
                        .and("summary", result.outcome().summary())
                        .and("evidence", result.outcome().evidence())
                        .and("metrics", Json.writeMap(result.outcome().metrics()))
                        .and("reportedBy", result.reportedBy())
                        .and("measuredAt", result.measuredAt())
                        .and("validUntil", result.validUntil()));
    }

    /** The newest result of every check. */
    public Map<CheckName, CheckResult> newest(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target) {
        Map<CheckName, CheckResult> newest = new LinkedHashMap<>();
        sql.list(NEWEST, key(organization, artifact, digest, target), CheckRows::read)
                .forEach(result -> newest.put(result.name(), result));
        return newest;
    }

    /** The newest results of all checks, newest first. */
    public List<CheckResult> history(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target, int limit) {
        return sql.list(HISTORY, key(organization, artifact, digest, target).and("limit", limit), CheckRows::read);
    }

    private static Values key(OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target) {
        return Values.of(organization).and(artifact).and("digest", digest).and("target", target);
    }

    private static CheckResult read(Row row) throws SQLException {
        return new CheckResult(
                row.organization(),
                row.artifact(),
                row.get("digest", Digest::new),
                row.get("target_id", WorkspaceId::new),
                row.get("name", CheckName::new),
                new CheckOutcome(
                        row.get("verdict", CheckVerdict::valueOf),
                        row.text("summary"),
                        row.text("evidence"),
                        row.get("metrics", Json::readNumbers)),
                row.instant("measured_at"),
                row.instant("valid_until"),
                row.text("reported_by"));
    }
}
