package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is, and was, live where. Internal: used by the entry package. */
public final class ReleaseRows {
    /** What is live in a target that is held is changed by nobody else either. */
    private record HeldRelease(OrganizationId organization, ReleaseId id) {}

    /**
     * Who brought a release about.
     *
     * @param release which
     * @param workspace where
     * @param person who asked for its promotion, or registered its version
     */
    public record Origin(ReleaseId release, WorkspaceId workspace, PersonId person) {}

    private static final String INSERT = """
            INSERT INTO sluice_release (
                org_id, id, workspace_id, artifact_kind, artifact_id, sequence, version, digest, cause, promotion_id,
                replaced, live_from, live_until)
            VALUES (
                :org, :id, :workspace, :artifactKind, :artifactId, :sequence, :version, :digest, :cause, :promotion,
                :replaced, :liveFrom, :liveUntil)""";

    private static final String END = """
            UPDATE sluice_release SET live_until = :liveUntil
             WHERE org_id = :org AND id = :id AND live_until IS NULL""";

    private static final String LIST = """
            SELECT r.org_id, r.id, r.workspace_id, r.artifact_kind, r.artifact_id, r.sequence, r.version, r.digest,
                   r.cause, r.promotion_id, r.replaced, r.live_from, r.live_until
              FROM sluice_release r
             WHERE r.org_id = :org""";

    private static final String FIND = LIST + " AND r.id = :id";
    private static final String AMONG = LIST + " AND r.id = ANY(:ids)";

    private static final String HISTORY = LIST + """

             AND r.workspace_id = :workspace AND r.artifact_kind = :artifactKind AND r.artifact_id = :artifactId
             ORDER BY r.sequence DESC
             LIMIT :limit""";

    private static final String WAS_LIVE = LIST + """

             AND r.workspace_id = :workspace AND r.artifact_kind = :artifactKind AND r.artifact_id = :artifactId
             AND r.digest = :digest
             LIMIT 1""";

    /** Newest first, so that a long history costs no more than its newest part. */
    private static final String WITH_DIGEST = LIST + """

             AND r.workspace_id = :workspace AND r.artifact_kind = :artifactKind AND r.artifact_id = :artifactId
             AND r.digest = :digest
             ORDER BY r.sequence DESC
             LIMIT 100""";

    private static final String BOARD = """
            SELECT r.org_id, r.id, r.workspace_id, r.artifact_kind, r.artifact_id, r.sequence, r.version, r.digest,
                   r.cause, r.promotion_id, r.replaced, r.live_from, r.live_until
              FROM sluice_target t
              JOIN sluice_release r ON r.org_id = t.org_id AND r.id = t.current
             WHERE t.org_id = :org""";

    private static final String BOARD_IN_ORDER = BOARD + " ORDER BY t.artifact_kind, t.artifact_id, t.workspace_id";

    private static final String CURRENT = BOARD + """

             AND t.workspace_id = :workspace AND t.artifact_kind = :artifactKind AND t.artifact_id = :artifactId""";

    private static final String BROUGHT_BY = """
            SELECT r.id, r.workspace_id, COALESCE(p.requested_by, v.registered_by) AS person
              FROM sluice_release r
              LEFT JOIN sluice_promotion p ON p.org_id = r.org_id AND p.id = r.promotion_id
              LEFT JOIN sluice_artifact_version v ON v.org_id = r.org_id
                    AND v.artifact_kind = r.artifact_kind AND v.artifact_id = r.artifact_id AND v.version = r.version
             WHERE r.org_id = :org AND r.id = ANY(:releases)""";

    private final Sql sql;
    private final TargetRows targets;

    ReleaseRows(Sql sql, TargetRows targets) {
        this.sql = sql;
        this.targets = targets;
    }

    /** Adds a release. */
    public void insert(Release release) {
        sql.insertLater(
                INSERT,
                key(release.organization(), release.workspace(), release.artifact())
                        .and("id", release.id())
                        .and("sequence", release.sequence())
                        .and("version", release.version())
                        .and("digest", release.digest())
                        .and("cause", release.cause())
                        .and("promotion", release.promotion())
                        .and("replaced", release.replaced())
                        .and("liveFrom", release.liveFrom())
                        .and("liveUntil", release.liveUntil()));
    }

    /** Says until when the release that is live was it. */
    public void end(OrganizationId organization, ReleaseId id, Instant liveUntil) {
        sql.release(new HeldRelease(organization, id));
        sql.updateOneLater(END, Values.of(organization).and("id", id).and("liveUntil", liveUntil));
    }

    /** The release, if there is one. */
    public Optional<Release> find(OrganizationId organization, ReleaseId id) {
        return findRead(organization, id).value();
    }

    /** The question for a release. */
    public Read<Optional<Release>> findRead(OrganizationId organization, ReleaseId id) {
        Optional<Release> held = sql.held(new HeldRelease(organization, id), Release.class);
        return held.isPresent()
                ? Read.answered(sql, held)
                : sql.findRead(FIND, Values.of(organization).and("id", id), ReleaseRows::read);
    }

    /** Those of these releases that there are, in no order. */
    public List<Release> list(OrganizationId organization, Set<ReleaseId> ids) {
        String[] wanted = ids.stream().map(ReleaseId::value).toArray(String[]::new);
        return sql.list(AMONG, Values.of(organization).and("ids", wanted), ReleaseRows::read);
    }

    /** The release that is live in a target, if one is. */
    public Optional<Release> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return currentRead(organization, workspace, artifact).value();
    }

    /** The question for the release that is live in a target. */
    public Read<Optional<Release>> currentRead(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return sql.read(CURRENT, key(organization, workspace, artifact), ReleaseRows::read, found -> {
            if (targets.isHeld(organization, workspace, artifact)) {
                found.forEach(live -> sql.hold(new HeldRelease(organization, live.id()), live));
            }
            return found.stream().findFirst();
        });
    }

    /** The newest releases of a target, newest first. */
    public List<Release> history(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, int limit) {
        return sql.list(HISTORY, key(organization, workspace, artifact).and("limit", limit), ReleaseRows::read);
    }

    /** Whoever asked for the promotion that brought a release about, or registered its version. */
    public List<Origin> broughtBy(OrganizationId organization, Collection<ReleaseId> releases) {
        String[] ids = releases.stream().map(ReleaseId::value).toArray(String[]::new);
        return ids.length == 0
                ? List.of()
                : sql.list(
                        BROUGHT_BY,
                        Values.of(organization).and("releases", ids),
                        row -> new Origin(
                                row.get("id", ReleaseId::new),
                                row.get("workspace_id", WorkspaceId::new),
                                row.get("person", PersonId::new)));
    }

    /** Whether this content was ever live in a target. */
    public boolean wasLive(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        return wasLiveRead(organization, workspace, artifact, digest).value();
    }

    /** The question whether this content was ever live in a target. */
    public Read<Boolean> wasLiveRead(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        Values values = key(organization, workspace, artifact).and("digest", digest);
        return sql.read(WAS_LIVE, values, ReleaseRows::read, found -> !found.isEmpty());
    }

    /** The releases of this content in a target, oldest first; only the newest 100 of very many. */
    public List<Release> withDigest(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        return withDigestRead(organization, workspace, artifact, digest).value();
    }

    /** The question for the releases of this content in a target. */
    public Read<List<Release>> withDigestRead(
            OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact, Digest digest) {
        Values values = key(organization, workspace, artifact).and("digest", digest);
        return sql.read(WITH_DIGEST, values, ReleaseRows::read, newestFirst -> {
            List<Release> oldestFirst = new ArrayList<>(newestFirst);
            Collections.reverse(oldestFirst);
            return oldestFirst;
        });
    }

    /** Everything that is live in the organization, by artifact and workspace. */
    public List<Release> board(OrganizationId organization) {
        return boardRead(organization).value();
    }

    /** The question for everything that is live in the organization. */
    public Read<List<Release>> boardRead(OrganizationId organization) {
        return sql.read(BOARD_IN_ORDER, Values.of(organization), ReleaseRows::read, rows -> rows);
    }

    private static Values key(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return Values.of(organization).and("workspace", workspace).and(artifact);
    }

    private static Release read(Row row) throws SQLException {
        return new Release(
                row.organization(),
                row.get("id", ReleaseId::new),
                row.get("workspace_id", WorkspaceId::new),
                row.artifact(),
                row.number("sequence"),
                row.get("version", VersionLabel::new),
                row.get("digest", Digest::new),
                row.get("cause", ReleaseCause::valueOf),
                row.optional("promotion_id", PromotionId::new),
                row.optional("replaced", ReleaseId::new),
                row.instant("live_from"),
                row.optionalInstant("live_until"));
    }
}
