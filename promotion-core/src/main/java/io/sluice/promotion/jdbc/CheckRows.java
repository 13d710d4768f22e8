package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The results of checks. Internal: used by the entry package. */
public final class CheckRows {
    /** What is checked, for which target. */
    public record Content(ArtifactRef artifact, Digest digest, WorkspaceId target) {}

    private static final String INSERT = """
            INSERT INTO sluice_check_result (
                org_id, id, artifact_kind, artifact_id, digest, target_id, name, verdict, summary, evidence, metrics,
                reported_by, measured_at, valid_until)
            VALUES (
                :org, :id, :artifactKind, :artifactId, :digest, :target, :name, :verdict, :summary, :evidence, :metrics,
                :reportedBy, :measuredAt, :validUntil)""";

    private static final String COLUMNS = """
            c.org_id, c.artifact_kind, c.artifact_id, c.digest, c.target_id, c.name, c.verdict, c.summary,
            c.evidence, c.metrics, c.reported_by, c.measured_at, c.valid_until, c.id,
            v.revoked_by, v.revoked_at, v.reason AS revoke_reason
              FROM sluice_check_result c
              LEFT JOIN sluice_check_revocation v ON v.org_id = c.org_id AND v.result_id = c.id
             WHERE c.org_id = :org""";

    private static final String SELECT = "SELECT " + COLUMNS;

    private static final String FIND = SELECT + " AND c.id = :id";

    private static final String OF_CONTENT = COLUMNS + """

               AND c.artifact_kind = :artifactKind AND c.artifact_id = :artifactId
               AND c.digest = :digest AND c.target_id = :target""";

    private static final String LIST = "SELECT " + OF_CONTENT;

    /** One pass over an index. Asking for the latest arrival of each name would be planned anew each time by PostgreSQL. */
    private static final String NEWEST =
            "SELECT DISTINCT ON (c.name) c.arrival, " + OF_CONTENT + " ORDER BY c.name, c.arrival DESC";

    /** Too much where artifacts, contents and targets were mixed; what nobody asked about is left out afterwards. */
    private static final String NEWEST_OF_MANY = SELECT + """

               AND c.artifact_kind = ANY(:kinds) AND c.artifact_id = ANY(:artifacts)
               AND c.digest = ANY(:digests) AND c.target_id = ANY(:targets)
               AND c.arrival = (SELECT MAX(n.arrival)
                             FROM sluice_check_result n
                            WHERE n.org_id = :org
                              AND n.artifact_kind = c.artifact_kind AND n.artifact_id = c.artifact_id
                              AND n.digest = c.digest AND n.target_id = c.target_id AND n.name = c.name)""";

    private static final String REVOKE = """
            INSERT INTO sluice_check_revocation (org_id, result_id, reason, revoked_by, revoked_at)
            VALUES (:org, :id, :reason, :revokedBy, :revokedAt)""";

    private static final String HISTORY = LIST + " ORDER BY c.arrival DESC LIMIT :limit";

    private final Sql sql;

    CheckRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a result, which is the newest of its check from now on. */
    public void insert(CheckResult result) {
        sql.insertLater(
                INSERT,
                key(result.organization(), result.artifact(), result.digest(), result.target())
                        .and("id", result.id())
                        .and("name", result.name())
                        .and("verdict", result.outcome().verdict())
                        .and("summary", result.outcome().summary())
                        .and("evidence", result.outcome().evidence())
                        .and("metrics", Json.writeMap(result.outcome().metrics()))
                        .and("reportedBy", result.reportedBy())
                        .and("measuredAt", result.measuredAt())
                        .and("validUntil", result.validUntil()));
    }

    /** The result, if there is one. */
    public Optional<CheckResult> find(OrganizationId organization, CheckResultId id) {
        return sql.find(FIND, Values.of(organization).and("id", id), CheckRows::read);
    }

    /** Takes a result back for good; false when somebody did already. */
    public boolean revoke(OrganizationId organization, CheckResultId id, CheckResult.Revocation revocation) {
        return sql.insertIfAbsent(
                REVOKE,
                Values.of(organization)
                        .and("id", id)
                        .and("reason", revocation.reason())
                        .and("revokedBy", revocation.by())
                        .and("revokedAt", revocation.at()));
    }

    /** The newest result of every check, be it revoked. */
    public Map<CheckName, CheckResult> newest(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target) {
        return newestRead(organization, artifact, digest, target).value();
    }

    /** The question for the newest results. */
    public Read<Map<CheckName, CheckResult>> newestRead(
            OrganizationId organization, ArtifactRef artifact, Digest digest, WorkspaceId target) {
        return sql.read(NEWEST, key(organization, artifact, digest, target), CheckRows::read, results -> {
            Map<CheckName, CheckResult> newest = new LinkedHashMap<>();
            results.forEach(result -> newest.put(result.name(), result));
            return newest;
        });
    }

    /** The newest result of every check of these, be it revoked; what has none is absent. */
    public Map<Content, Map<CheckName, CheckResult>> newest(OrganizationId organization, Set<Content> contents) {
        if (contents.isEmpty()) {
            return Map.of();
        }
        Values values = Values.of(organization)
                .and("kinds", texts(contents, content -> content.artifact().kind()))
                .and("artifacts", texts(contents, content -> content.artifact().id()))
                .and("digests", texts(contents, Content::digest))
                .and("targets", texts(contents, Content::target));
        Map<Content, Map<CheckName, CheckResult>> newest = new HashMap<>();
        for (CheckResult result : sql.list(NEWEST_OF_MANY, values, CheckRows::read)) {
            Content content = new Content(result.artifact(), result.digest(), result.target());
            if (contents.contains(content)) {
                newest.computeIfAbsent(content, fresh -> new HashMap<>()).put(result.name(), result);
            }
        }
        return newest;
    }

    private static String[] texts(Set<Content> contents, Function<Content, Object> part) {
        return contents.stream().map(part).map(Object::toString).distinct().toArray(String[]::new);
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
        Optional<PersonId> revokedBy = row.optional("revoked_by", PersonId::new);
        return new CheckResult(
                row.organization(),
                row.get("id", CheckResultId::new),
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
                row.text("reported_by"),
                revokedBy.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new CheckResult.Revocation(
                                revokedBy.get(), row.instant("revoked_at"), row.text("revoke_reason"))));
    }
}
