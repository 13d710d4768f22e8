package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registered versions of artifacts. Internal: used by the entry package. */
public final class VersionRows {
    private static final String INSERT = """
            INSERT INTO sluice_artifact_version (
                org_id, artifact_kind, artifact_id, version, digest, authors, metadata, executions, registered_by,
                registered_at)
            VALUES (
                :org, :artifactKind, :artifactId, :version, :digest, :authors, :metadata, :executions, :registeredBy,
                :registeredAt)""";

    private static final String LIST = """
            SELECT org_id, artifact_kind, artifact_id, version, digest, authors, metadata, registered_by, registered_at
              FROM sluice_artifact_version
             WHERE org_id = :org AND artifact_kind = :artifactKind AND artifact_id = :artifactId""";

    private static final String LIST_NEWEST_FIRST = LIST + " ORDER BY registered_at DESC, version DESC";
    private static final String FIND = LIST + " AND version = :version";
    private static final String FIND_BY_DIGEST = LIST + " AND digest = :digest ORDER BY registered_at, version LIMIT 1";

    private final Sql sql;

    VersionRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a version; refuses a label that exists with {@code object.exists}. */
    public void insert(ArtifactVersion version) {
        sql.insert(
                INSERT,
                Values.of(version.organization())
                        .and(version.artifact())
                        .and("version", version.label())
                        .and("digest", version.digest())
                        .and("authors", Json.writeSet(version.authors()))
                        .and("metadata", Json.writeMap(version.metadata()))
                        .and("executions", version.traits().executions())
                        .and("registeredBy", version.registeredBy())
                        .and("registeredAt", version.registeredAt()));
    }

    /** The version with this label, if there is one. */
    public Optional<ArtifactVersion> find(OrganizationId organization, ArtifactRef artifact, VersionLabel label) {
        return sql.find(FIND, Values.of(organization).and(artifact).and("version", label), VersionRows::read);
    }

    /** All versions, newest first. */
    public List<ArtifactVersion> list(OrganizationId organization, ArtifactRef artifact) {
        return sql.list(LIST_NEWEST_FIRST, Values.of(organization).and(artifact), VersionRows::read);
    }

    /** The version with this content, if there is one; the oldest when several labels share it. */
    public Optional<ArtifactVersion> findByDigest(OrganizationId organization, ArtifactRef artifact, Digest digest) {
        return sql.find(FIND_BY_DIGEST, Values.of(organization).and(artifact).and("digest", digest), VersionRows::read);
    }

    static ArtifactVersion read(Row row) throws SQLException {
        return new ArtifactVersion(
                row.organization(),
                row.artifact(),
                row.get("version", VersionLabel::new),
                row.get("digest", Digest::new),
                Set.copyOf(Json.readList(row.text("authors"), PersonId::new)),
                row.get("metadata", Json::readTexts),
                row.get("registered_by", PersonId::new),
                row.instant("registered_at"));
    }
}
