package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where Sluice may promote by itself, and when it looked there. Internal: used by the entry package. */
public final class AutomationRows {
    /**
     * A version that is live in the source of a workspace whose policy promotes automatically, and not in the workspace.
     *
     * @param organization the tenant
     * @param target where it could go
     * @param artifact what
     * @param digest the content that is live in the source
     * @param policyRevision under which demands
     * @param looks how often somebody looked before; 0 when nobody did
     */
    public record Candidate(
            OrganizationId organization,
            WorkspaceId target,
            ArtifactRef artifact,
            Digest digest,
            int policyRevision,
            long looks) {}

    private static final String DUE = """
            SELECT w.org_id, w.id AS target_id, s.artifact_kind, s.artifact_id, r.digest, w.policy_revision, l.looks,
                   l.next_at
              FROM sluice_policy_revision p
              JOIN sluice_workspace w
                ON w.org_id = p.org_id AND w.id = p.workspace_id AND w.policy_revision = p.revision
              JOIN sluice_target s ON s.org_id = w.org_id AND s.workspace_id = w.promotion_from
              JOIN sluice_release r ON r.org_id = s.org_id AND r.id = s.current
              LEFT JOIN sluice_target t
                ON t.org_id = s.org_id AND t.workspace_id = w.id
               AND t.artifact_kind = s.artifact_kind AND t.artifact_id = s.artifact_id
              LEFT JOIN sluice_release c ON c.org_id = t.org_id AND c.id = t.current
              LEFT JOIN sluice_automation_look l
                ON l.org_id = s.org_id AND l.target_id = w.id
               AND l.artifact_kind = s.artifact_kind AND l.artifact_id = s.artifact_id
             WHERE p.automatic = TRUE AND w.archived_at IS NULL
               AND (c.digest IS NULL OR c.digest <> r.digest)
               AND (l.looks IS NULL OR l.digest <> r.digest OR l.policy_revision <> w.policy_revision
                    OR l.next_at <= :now)
             ORDER BY l.next_at NULLS FIRST, w.org_id, w.id, s.artifact_kind, s.artifact_id
             LIMIT :limit""";

    private static final String FIRST_LOOK = """
            INSERT INTO sluice_automation_look (
                org_id, target_id, artifact_kind, artifact_id, digest, policy_revision, looks, next_at)
            VALUES (
                :org, :target, :artifactKind, :artifactId, :digest, :policyRevision, 1, :nextAt)""";

    private static final String NEXT_LOOK = """
            UPDATE sluice_automation_look
               SET digest = :digest, policy_revision = :policyRevision, looks = looks + 1, next_at = :nextAt
             WHERE org_id = :org AND target_id = :target
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId AND looks = :looks""";

    private static final String LOOK_AT = """
            UPDATE sluice_automation_look SET next_at = :nextAt
             WHERE org_id = :org AND target_id = :target
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId""";

    private static final String LOOK_SOON = """
            UPDATE sluice_automation_look SET next_at = :nextAt
             WHERE org_id = :org AND next_at > :nextAt""";

    /** Alone, or as a member of a unit. */
    private static final String WITH_CONTENT = """

              FROM (SELECT id FROM sluice_promotion
                     WHERE org_id = :org AND target_id = :target
                       AND artifact_kind = :artifactKind AND artifact_id = :artifactId AND digest = :digest
                    UNION ALL
                    SELECT promotion_id AS id FROM sluice_promotion_item
                     WHERE org_id = :org
                       AND artifact_kind = :artifactKind AND artifact_id = :artifactId AND digest = :digest) k
              JOIN sluice_promotion p ON p.org_id = :org AND p.id = k.id
             WHERE p.target_id = :target""";

    private static final String NEWEST_END = "SELECT p.status" + WITH_CONTENT + """

               AND p.kind = 'PROMOTION' AND p.ended_at IS NOT NULL
             ORDER BY p.id DESC
             LIMIT 1""";

    private static final String FAILURES = "SELECT COUNT(*) AS failures" + WITH_CONTENT + """

               AND p.status IN ('FAILED', 'ROLLED_BACK')""";

    private final Sql sql;

    AutomationRows(Sql sql) {
        this.sql = sql;
    }

    /** Takes candidates of any organization, so that nobody else looks at them before that moment. */
    public List<Candidate> lease(Instant now, Instant until, int limit) {
        List<Candidate> taken = new ArrayList<>();
        List<Candidate> due =
                sql.list(DUE, Values.none().and("now", now).and("limit", limit), AutomationRows::readCandidate);
        for (Candidate candidate : due) {
            Values values = key(candidate.organization(), candidate.target(), candidate.artifact())
                    .and("digest", candidate.digest())
                    .and("policyRevision", candidate.policyRevision())
                    .and("nextAt", until);
            boolean first = candidate.looks() == 0;
            if (first
                    ? sql.insertIfAbsent(FIRST_LOOK, values)
                    : sql.update(NEXT_LOOK, values.and("looks", candidate.looks())) == 1) {
                taken.add(candidate);
            }
        }
        return taken;
    }

    /** Says when to look at one place again; nothing happens when nobody looked there yet. */
    public void lookAt(OrganizationId organization, WorkspaceId target, ArtifactRef artifact, Instant at) {
        sql.update(LOOK_AT, key(organization, target, artifact).and("nextAt", at));
    }

    /** Says to look everywhere in the organization at that moment, if not before. */
    public void lookEverywhere(OrganizationId organization, Instant at) {
        sql.update(LOOK_SOON, Values.of(organization).and("nextAt", at));
    }

    /** How the newest promotion of this content into a workspace ended, if one has. */
    public Optional<PromotionStatus> newestEnd(
            OrganizationId organization, WorkspaceId target, ArtifactRef artifact, Digest digest) {
        return sql.find(
                NEWEST_END,
                key(organization, target, artifact).and("digest", digest),
                row -> row.get("status", PromotionStatus::valueOf));
    }

    /** How many promotions of this content into a workspace failed or were undone. */
    public int failures(OrganizationId organization, WorkspaceId target, ArtifactRef artifact, Digest digest) {
        return sql.find(
                        FAILURES,
                        key(organization, target, artifact).and("digest", digest),
                        row -> row.integer("failures"))
                .orElseThrow();
    }

    private static Values key(OrganizationId organization, WorkspaceId target, ArtifactRef artifact) {
        return Values.of(organization).and("target", target).and(artifact);
    }

    private static Candidate readCandidate(Row row) throws SQLException {
        return new Candidate(
                row.organization(),
                row.get("target_id", WorkspaceId::new),
                row.artifact(),
                row.get("digest", Digest::new),
                row.integer("policy_revision"),
                row.number("looks"));
    }
}
