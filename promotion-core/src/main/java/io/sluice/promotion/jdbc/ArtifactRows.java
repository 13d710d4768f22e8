package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Artifacts and versions as those see them who see certain workspaces. Internal: used by the packages above. */
public final class ArtifactRows {
    /**
     * Where a page of versions begins.
     *
     * @param registeredAt of the last version of the page before
     * @param version its label
     */
    public record Key(Instant registeredAt, VersionLabel version) {}

    /** A target is made when a version is registered in its workspace, or asked for. */
    private static final String SEARCH = """
            SELECT DISTINCT t.artifact_kind, t.artifact_id
              FROM sluice_target t
             WHERE t.org_id = :org AND t.workspace_id = ANY(:workspaces)""";

    private static final String OF_TEXT = """

               AND LOWER(t.artifact_kind || '/' || t.artifact_id) LIKE :pattern ESCAPE '!'""";

    private static final String BEHIND = """

               AND (t.artifact_kind, t.artifact_id) > (:artifactKind, :artifactId)""";

    private static final String IN_ORDER = " ORDER BY t.artifact_kind, t.artifact_id LIMIT :limit";

    private static final String VERSIONS = """
            SELECT v.org_id, v.artifact_kind, v.artifact_id, v.version, v.digest, v.authors, v.metadata,
                   v.registered_by, v.registered_at
              FROM sluice_artifact_version v
             WHERE v.org_id = :org AND v.artifact_kind = :artifactKind AND v.artifact_id = :artifactId
               AND EXISTS (
                       SELECT r.id
                         FROM sluice_release r
                        WHERE r.org_id = :org AND r.workspace_id = ANY(:workspaces)
                          AND r.artifact_kind = v.artifact_kind AND r.artifact_id = v.artifact_id
                          AND r.digest = v.digest)""";

    private static final String EARLIER = """

               AND (v.registered_at, v.version) < (:registeredAt, :version)""";

    private static final String NEWEST_FIRST = " ORDER BY v.registered_at DESC, v.version DESC LIMIT :limit";

    private final Sql sql;

    ArtifactRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Artifacts by kind and id.
     *
     * @param text what kind and id, written as {@code AGENT/support}, must contain in any case
     */
    public List<ArtifactRef> search(
            OrganizationId organization,
            Collection<WorkspaceId> workspaces,
            Optional<String> text,
            Optional<ArtifactRef> after,
            int limit) {
        StringBuilder query = new StringBuilder(SEARCH);
        Values values =
                Values.of(organization).and("workspaces", ids(workspaces)).and("limit", limit);
        text.ifPresent(part -> {
            query.append(OF_TEXT);
            values.and("pattern", pattern(part));
        });
        after.ifPresent(last -> {
            query.append(BEHIND);
            values.and(last);
        });
        return sql.list(query.append(IN_ORDER).toString(), values, Row::artifact);
    }

    /** Versions of an artifact, the newest first. */
    public List<ArtifactVersion> versions(
            OrganizationId organization,
            Collection<WorkspaceId> workspaces,
            ArtifactRef artifact,
            Optional<Key> after,
            int limit) {
        StringBuilder query = new StringBuilder(VERSIONS);
        Values values = Values.of(organization)
                .and(artifact)
                .and("workspaces", ids(workspaces))
                .and("limit", limit);
        after.ifPresent(last -> {
            query.append(EARLIER);
            values.and("registeredAt", last.registeredAt()).and("version", last.version());
        });
        return sql.list(query.append(NEWEST_FIRST).toString(), values, VersionRows::read);
    }

    /** What people type is no pattern. */
    private static String pattern(String part) {
        String plain = part.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + plain + "%";
    }

    private static String[] ids(Collection<WorkspaceId> workspaces) {
        return workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
    }
}
