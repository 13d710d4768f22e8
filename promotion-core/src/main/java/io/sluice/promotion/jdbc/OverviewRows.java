package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What screens read of many promotions at once, only from workspaces that the caller names. Internal. */
public final class OverviewRows {
    /**
     * How far a workspace has followed the one before it on the path.
     *
     * @param workspace the workspace
     * @param artifact which artifact
     * @param sequence the newest release of the workspace before that has the content that is live here
     */
    public record Followed(WorkspaceId workspace, ArtifactRef artifact, long sequence) {}

    /**
     * When the milestones of an ended request were.
     *
     * @param kind forward or back
     * @param status how it ended
     * @param requestedAt when it was made
     * @param askedAt when people were asked first
     * @param approvedAt when the last approval was given
     * @param endedAt when it ended
     */
    public record Milestones(
            PromotionKind kind,
            PromotionStatus status,
            Instant requestedAt,
            Optional<Instant> askedAt,
            Optional<Instant> approvedAt,
            Instant endedAt) {}

    /**
     * Where a page of ended requests begins.
     *
     * @param endedAt of the last request of the page before
     * @param id of that request
     */
    public record End(Instant endedAt, PromotionId id) {}

    private static final String FOLLOWED = """
            SELECT t.workspace_id, t.artifact_kind, t.artifact_id, MAX(before.sequence) AS sequence
              FROM sluice_target t
              JOIN sluice_release here ON here.org_id = t.org_id AND here.id = t.current
              JOIN sluice_workspace w ON w.org_id = t.org_id AND w.id = t.workspace_id
              JOIN sluice_release before ON before.org_id = t.org_id AND before.workspace_id = w.promotion_from
                   AND before.artifact_kind = t.artifact_kind AND before.artifact_id = t.artifact_id
                   AND before.digest = here.digest
             WHERE t.org_id = :org
             GROUP BY t.workspace_id, t.artifact_kind, t.artifact_id""";

    private static final String OPEN = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.status IN ('PENDING', 'APPROVED') AND p.target_id = ANY(:workspaces)""";

    private static final String ENDED = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.target_id = ANY(:workspaces) AND p.ended_at >= :from AND p.ended_at < :to""";

    private static final String BEFORE = " AND p.id < :before";
    private static final String NEWEST_FIRST = " ORDER BY p.id DESC LIMIT :limit";
    private static final String ENDED_BEFORE =
            " AND (p.ended_at < :endedBefore OR (p.ended_at = :endedBefore AND p.id < :before))";
    private static final String LATEST_END_FIRST = " ORDER BY p.ended_at DESC, p.id DESC LIMIT :limit";

    private static final String MILESTONES = """
            SELECT kind, status, requested_at, asked_at, approved_at, ended_at
              FROM sluice_promotion
             WHERE org_id = :org AND target_id = :workspace AND ended_at >= :from AND ended_at < :to
             ORDER BY ended_at DESC
             LIMIT :limit""";

    private static final String TASKS = "SELECT " + TaskRows.COLUMNS + """

              FROM sluice_task t
             WHERE t.org_id = :org AND t.kind = 'APPROVAL' AND t.promotion_id = ANY(:promotions)
             ORDER BY t.opened_at, t.id""";

    private static final String PROMOTIONS = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = ANY(:promotions)
             ORDER BY p.id""";

    private static final String EXPIRING = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
              JOIN sluice_task t ON t.org_id = p.org_id AND t.promotion_id = p.id
             WHERE t.org_id = :org AND t.kind = 'APPROVAL' AND t.due <= :until AND t.target_id = ANY(:workspaces)
             ORDER BY t.due, t.id
             LIMIT :limit""";

    private final Sql sql;

    OverviewRows(Sql sql) {
        this.sql = sql;
    }

    /** How far each workspace has followed the one before it; nothing for those that hold none of its content. */
    public Read<List<Followed>> followed(OrganizationId organization) {
        return sql.read(
                FOLLOWED,
                Values.of(organization),
                row -> new Followed(row.get("workspace_id", WorkspaceId::new), row.artifact(), row.number("sequence")),
                rows -> rows);
    }

    /** Open requests into these workspaces, the newest first. */
    public List<PromotionRequest> open(
            OrganizationId organization,
            Collection<WorkspaceId> workspaces,
            Filter filter,
            Optional<PromotionId> before,
            int limit) {
        return openRead(organization, workspaces, filter, before, limit).value();
    }

    /** The question for open requests into these workspaces. */
    public Read<List<PromotionRequest>> openRead(
            OrganizationId organization,
            Collection<WorkspaceId> workspaces,
            Filter filter,
            Optional<PromotionId> before,
            int limit) {
        StringBuilder query = new StringBuilder(OPEN);
        Values values =
                Values.of(organization).and("workspaces", ids(workspaces)).and("limit", limit);
        restrict(query, values, filter);
        before.ifPresent(id -> {
            query.append(BEFORE);
            values.and("before", id);
        });
        return sql.read(query.append(NEWEST_FIRST).toString(), values, PromotionRows::read, rows -> rows);
    }

    /** Ended requests into these workspaces, the latest end first. */
    public List<PromotionRequest> ended(
            OrganizationId organization,
            Collection<WorkspaceId> workspaces,
            Filter filter,
            Instant from,
            Instant to,
            Optional<End> before,
            int limit) {
        StringBuilder query = new StringBuilder(ENDED);
        Values values = Values.of(organization)
                .and("workspaces", ids(workspaces))
                .and("from", from)
                .and("to", to)
                .and("limit", limit);
        restrict(query, values, filter);
        before.ifPresent(end -> {
            query.append(ENDED_BEFORE);
            values.and("endedBefore", end.endedAt()).and("before", end.id());
        });
        return sql.list(query.append(LATEST_END_FIRST).toString(), values, PromotionRows::read);
    }

    /** When the milestones of requests were that ended in a period, the latest end first. */
    public List<Milestones> milestones(
            OrganizationId organization, WorkspaceId workspace, Instant from, Instant to, int limit) {
        return sql.list(
                MILESTONES,
                Values.of(organization)
                        .and("workspace", workspace)
                        .and("from", from)
                        .and("to", to)
                        .and("limit", limit),
                row -> new Milestones(
                        row.get("kind", PromotionKind::valueOf),
                        row.get("status", PromotionStatus::valueOf),
                        row.instant("requested_at"),
                        row.optionalInstant("asked_at"),
                        row.optionalInstant("approved_at"),
                        row.instant("ended_at")));
    }

    /** These requests, as far as they exist, the oldest first. */
    public List<PromotionRequest> promotions(OrganizationId organization, Collection<PromotionId> promotions) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        return ids.length == 0
                ? List.of()
                : sql.list(PROMOTIONS, Values.of(organization).and("promotions", ids), PromotionRows::read);
    }

    /** The open approval tasks of these requests, the oldest first. */
    public List<HumanTask> approvalTasks(OrganizationId organization, Collection<PromotionId> promotions) {
        return approvalTasksRead(organization, promotions).value();
    }

    /** The question for the open approval tasks of these requests. */
    public Read<List<HumanTask>> approvalTasksRead(OrganizationId organization, Collection<PromotionId> promotions) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        return ids.length == 0
                ? Read.answered(sql, List.of())
                : sql.read(TASKS, Values.of(organization).and("promotions", ids), TaskRows::read, rows -> rows);
    }

    /** Requests with an approval task that is due by then, the soonest first. */
    public List<PromotionRequest> expiring(
            OrganizationId organization, Collection<WorkspaceId> workspaces, Instant until, int limit) {
        return sql.list(
                EXPIRING,
                Values.of(organization)
                        .and("workspaces", ids(workspaces))
                        .and("until", until)
                        .and("limit", limit),
                PromotionRows::read);
    }

    private static void restrict(StringBuilder query, Values values, Filter filter) {
        filter.artifact().ifPresent(artifact -> {
            query.append(PromotionRows.OF_ARTIFACT);
            values.and(artifact);
        });
        filter.requestedBy().ifPresent(person -> {
            query.append(PromotionRows.BY_REQUESTER);
            values.and("requestedBy", person);
        });
    }

    private static String[] ids(Collection<WorkspaceId> workspaces) {
        return workspaces.stream().map(WorkspaceId::value).toArray(String[]::new);
    }
}
