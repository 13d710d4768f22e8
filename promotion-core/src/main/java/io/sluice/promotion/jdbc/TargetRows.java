package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Target;
import java.sql.SQLException;
import java.util.Optional;

/** Places that take versions of one artifact each, and how full that makes a workspace. Internal: used by the entry package. */
public final class TargetRows {
    /**
     * How full a workspace is.
     *
     * @param live how many artifacts are live in it
     * @param promised how many are about to become live that are not yet: a promotion holds their target
     * @param layout the state of workspaces and settings in the organization
     * @param drifted whether something else was found live in the target than what was recorded
     */
    public record Occupancy(int live, int promised, long layout, boolean drifted) {}

    /**
     * How many executions are taken up.
     *
     * @param live by what is live
     * @param promised by what is live once all promotions that hold a target are through
     */
    public record Executions(int live, int promised) {}

    /** Under which a unit of work finds again what it holds locked. */
    private record Held(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {}

    private static final String INSERT = """
            INSERT INTO sluice_target (org_id, workspace_id, artifact_kind, artifact_id, fence, releases)
            VALUES (:org, :workspace, :artifactKind, :artifactId, 0, 0)""";

    private static final String FIND = """
            SELECT org_id, workspace_id, artifact_kind, artifact_id, current, held_by, fence, releases
              FROM sluice_target
             WHERE org_id = :org AND workspace_id = :workspace
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId""";

    private static final String LOCK = FIND + " FOR UPDATE";

    /** The numbers only grow: whoever would turn one back has not seen what happened meanwhile. */
    private static final String UPDATE = """
            UPDATE sluice_target
               SET current = :current, held_by = :heldBy, fence = :fence, releases = :releases
             WHERE org_id = :org AND workspace_id = :workspace
               AND artifact_kind = :artifactKind AND artifact_id = :artifactId
               AND fence <= :fence AND releases <= :releases""";

    /** One round trip for everything that the gate asks about a workspace each time. */
    private static final String OCCUPANCY = """
            SELECT COUNT(t.current) AS live,
                   COUNT(CASE WHEN t.current IS NULL THEN t.held_by END) AS promised,
                   (SELECT o.layout FROM sluice_organization o WHERE o.org_id = :org) AS layout,
                   (SELECT COUNT(*)
                      FROM sluice_drift d
                     WHERE d.org_id = :org AND d.workspace_id = :workspace
                       AND d.artifact_kind = :artifactKind AND d.artifact_id = :artifactId) AS drifts
              FROM sluice_target t
             WHERE t.org_id = :org AND t.workspace_id = :workspace""";

    /**
     * A target that a promotion holds counts with the greater of what is live and what is coming. Looked up target by target:
     * as joins, PostgreSQL read whole tables of the organization when it guessed wrong how full the workspace is.
     */
    private static final String EXECUTIONS = """
            SELECT COALESCE(SUM(places.live), 0) AS live,
                   COALESCE(SUM(GREATEST(places.live, places.coming)), 0) AS promised
              FROM (SELECT COALESCE((SELECT v.executions
                                       FROM sluice_release r
                                       JOIN sluice_artifact_version v ON v.org_id = r.org_id
                                            AND v.artifact_kind = r.artifact_kind AND v.artifact_id = r.artifact_id
                                            AND v.version = r.version
                                      WHERE r.org_id = t.org_id AND r.id = t.current), 0) AS live,
                           COALESCE((SELECT v.executions
                                       FROM sluice_promotion p
                                       LEFT JOIN sluice_promotion_item i ON i.org_id = p.org_id AND i.promotion_id = p.id
                                            AND i.artifact_kind = t.artifact_kind AND i.artifact_id = t.artifact_id
                                       JOIN sluice_artifact_version v ON v.org_id = p.org_id
                                            AND v.artifact_kind = t.artifact_kind AND v.artifact_id = t.artifact_id
                                            AND v.version = COALESCE(i.version, p.version)
                                      WHERE p.org_id = t.org_id AND p.id = t.held_by), 0) AS coming
                      FROM sluice_target t
                     WHERE t.org_id = :org AND t.workspace_id = :workspace
                       AND NOT (t.artifact_kind = :artifactKind AND t.artifact_id = :artifactId)) places""";

    private final Sql sql;

    TargetRows(Sql sql) {
        this.sql = sql;
    }

    /** The target, created when absent, locked until the unit of work ends. */
    public Target lock(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return lockRead(organization, workspace, artifact).value().orElseGet(() -> {
            sql.insertIfAbsent(INSERT, key(organization, workspace, artifact));
            return lockRead(organization, workspace, artifact).value().orElseThrow();
        });
    }

    /** The question for a target, which locks it until the unit of work ends; nothing when nobody ever created it. */
    public Read<Optional<Target>> lockRead(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        Optional<Target> held = held(organization, workspace, artifact);
        return held.isPresent()
                ? Read.answered(sql, held)
                : sql.lockRead(LOCK, key(organization, workspace, artifact), TargetRows::read, found -> {
                    found.ifPresent(this::hold);
                    return found;
                });
    }

    private Optional<Target> held(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return sql.held(new Held(organization, workspace, artifact), Target.class);
    }

    /** Whether the present unit of work holds the target locked. */
    boolean isHeld(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return held(organization, workspace, artifact).isPresent();
    }

    private void hold(Target target) {
        sql.hold(new Held(target.organization(), target.workspace(), target.artifact()), target);
    }

    /** The target, if anything was ever about to change it. */
    public Optional<Target> find(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return findRead(organization, workspace, artifact).value();
    }

    /** The question for a target; what the present unit of work holds locked need not be asked about. */
    public Read<Optional<Target>> findRead(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        Optional<Target> held = held(organization, workspace, artifact);
        return held.isPresent()
                ? Read.answered(sql, held)
                : sql.findRead(FIND, key(organization, workspace, artifact), TargetRows::read);
    }

    /** Writes what is live in a target, who holds it and its counters, which never go back. */
    public void update(Target target) {
        sql.updateOneLater(
                UPDATE,
                key(target.organization(), target.workspace(), target.artifact())
                        .and("current", target.current())
                        .and("heldBy", target.heldBy())
                        .and("fence", target.fence())
                        .and("releases", target.releases()));
        hold(target);
    }

    /** How full a workspace is, and what else the gate has to know about it and the target. */
    public Occupancy occupancy(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return occupancyRead(organization, workspace, artifact).value();
    }

    /** The question how full a workspace is. */
    public Read<Occupancy> occupancyRead(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return sql.read(
                OCCUPANCY,
                key(organization, workspace, artifact),
                row -> new Occupancy(
                        row.integer("live"), row.integer("promised"), row.number("layout"), row.integer("drifts") > 0),
                rows -> rows.get(0));
    }

    /** How many executions the other artifacts of a workspace take up. */
    public Executions executions(OrganizationId organization, WorkspaceId workspace, ArtifactRef otherThan) {
        return sql.find(
                        EXECUTIONS,
                        key(organization, workspace, otherThan),
                        row -> new Executions(row.integer("live"), row.integer("promised")))
                .orElseThrow();
    }

    private static Values key(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return Values.of(organization).and("workspace", workspace).and(artifact);
    }

    static Target read(Row row) throws SQLException {
        return new Target(
                row.organization(),
                row.get("workspace_id", WorkspaceId::new),
                row.artifact(),
                row.optional("current", ReleaseId::new),
                row.optional("held_by", PromotionId::new),
                row.number("fence"),
                row.number("releases"));
    }
}
