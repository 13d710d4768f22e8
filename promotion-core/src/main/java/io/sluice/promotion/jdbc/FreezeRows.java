package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeException;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The freezes, their exceptions, and the promotions they touched. Internal: used by the entry package. */
public final class FreezeRows {
    private static final String INSERT = """
            INSERT INTO sluice_freeze (
                org_id, id, title, reason, workspace_id, artifact_kind, artifact_id, span, over_at, granter_persons,
                granter_roles, created_by, created_at)
            VALUES (
                :org, :id, :title, :reason, :workspace, :artifactKind, :artifactId, :span, :overAt, :persons, :roles,
                :createdBy, :createdAt)""";

    private static final String LIFT = """
            UPDATE sluice_freeze SET lifted_at = :liftedAt, lifted_by = :liftedBy, lifted_reason = :liftedReason
             WHERE org_id = :org AND id = :id AND lifted_at IS NULL""";

    private static final String LIST = """
            SELECT f.org_id, f.id, f.title, f.reason, f.workspace_id, f.artifact_kind, f.artifact_id, f.span,
                   f.granter_persons, f.granter_roles, f.created_by, f.created_at, f.lifted_at, f.lifted_by,
                   f.lifted_reason
              FROM sluice_freeze f
             WHERE f.org_id = :org""";

    private static final String FIND = LIST + " AND f.id = :id";
    private static final String LOCK = FIND + " FOR UPDATE";

    private static final String NOT_OVER = " AND f.lifted_at IS NULL AND (f.over_at IS NULL OR f.over_at > :now)";

    private static final String OF_TARGET = """

             AND (f.workspace_id IS NULL OR f.workspace_id = :workspace)
             AND (f.artifact_id IS NULL OR (f.artifact_kind = :artifactKind AND f.artifact_id = :artifactId))""";

    private static final String WITHOUT_EXCEPTION = """

             AND NOT EXISTS (
                 SELECT 1 FROM sluice_freeze_exception e
                  WHERE e.org_id = f.org_id AND e.freeze_id = f.id
                    AND e.promotion_id = :promotion AND e.subject_hash = :subjectHash)""";

    private static final String HOLDING = LIST + NOT_OVER + OF_TARGET;
    private static final String HOLDING_REQUEST = HOLDING + WITHOUT_EXCEPTION;
    private static final String PENDING = LIST + NOT_OVER + " ORDER BY f.id";
    private static final String NEWEST = LIST + " ORDER BY f.id DESC LIMIT :limit";

    private static final String INSERT_EXCEPTION = """
            INSERT INTO sluice_freeze_exception (
                org_id, freeze_id, promotion_id, subject_hash, reason, granted_by, granted_at)
            VALUES (:org, :freeze, :promotion, :subjectHash, :reason, :grantedBy, :grantedAt)""";

    private static final String EXCEPTIONS = """
            SELECT org_id, freeze_id, promotion_id, subject_hash, reason, granted_by, granted_at
              FROM sluice_freeze_exception
             WHERE org_id = :org AND promotion_id = :promotion
             ORDER BY granted_at, freeze_id""";

    /** Those that are decided and wait; whoever is decided later sees the freeze as it then is. */
    private static final String TOUCH = """
            INSERT INTO sluice_freeze_touched (org_id, change_id, promotion_id, since)
            SELECT p.org_id, :change, p.id, :since
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.status = 'APPROVED' AND p.kind = 'PROMOTION'
               AND p.phase IN ('SCHEDULED', 'WAITING_FOR_WINDOW', 'QUEUED')
               AND (:anyWorkspace OR p.target_id = :workspace)
               AND (:anyArtifact OR (p.artifact_kind = :artifactKind AND p.artifact_id = :artifactId)
                    OR p.items > 1 AND EXISTS (
                           SELECT i.position
                             FROM sluice_promotion_item i
                            WHERE i.org_id = p.org_id AND i.promotion_id = p.id
                              AND i.artifact_kind = :artifactKind AND i.artifact_id = :artifactId))""";

    private static final String TOUCHED = """
            SELECT org_id, promotion_id
              FROM sluice_freeze_touched
             WHERE since <= :now
             GROUP BY org_id, promotion_id
             ORDER BY MIN(since)
             LIMIT :limit""";

    private static final String SERVED = """
            DELETE FROM sluice_freeze_touched
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String SERVE_LATER = """
            UPDATE sluice_freeze_touched SET since = :since
             WHERE org_id = :org AND promotion_id = :promotion""";

    private final Sql sql;

    FreezeRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a freeze. */
    public void insert(Freeze freeze) {
        sql.insert(
                INSERT,
                scope(freeze.organization(), freeze.scope())
                        .and("id", freeze.id())
                        .and("title", freeze.title())
                        .and("reason", freeze.reason())
                        .and("span", Json.write(SpanJson.span(freeze.span())))
                        .and("overAt", freeze.span().ends())
                        .and("persons", Json.writeSet(freeze.granters().persons()))
                        .and("roles", Json.writeSet(freeze.granters().roles()))
                        .and("createdBy", freeze.createdBy())
                        .and("createdAt", freeze.createdAt()));
    }

    /** Ends a freeze; false when it was ended before. */
    public boolean lift(Freeze freeze, Freeze.Lifted lifted) {
        return sql.update(
                        LIFT,
                        Values.of(freeze.organization())
                                .and("id", freeze.id())
                                .and("liftedAt", lifted.at())
                                .and("liftedBy", lifted.by())
                                .and("liftedReason", lifted.reason()))
                == 1;
    }

    /** The freeze, if there is one. */
    public Optional<Freeze> find(OrganizationId organization, FreezeId id) {
        return sql.find(FIND, Values.of(organization).and("id", id), FreezeRows::read);
    }

    /** The freeze, locked until the unit of work ends. */
    public Optional<Freeze> lock(OrganizationId organization, FreezeId id) {
        return sql.lock(LOCK, Values.of(organization).and("id", id), FreezeRows::read);
    }

    /** Freezes that hold something now or later, the oldest first. */
    public List<Freeze> pending(OrganizationId organization, Instant now) {
        return sql.list(PENDING, Values.of(organization).and("now", now), FreezeRows::read);
    }

    /** All freezes, the newest first. */
    public List<Freeze> list(OrganizationId organization, int limit) {
        return sql.list(NEWEST, Values.of(organization).and("limit", limit), FreezeRows::read);
    }

    /** Freezes of a target that hold now or later, without those that the request has an exception from. */
    public List<Freeze> holding(
            OrganizationId organization,
            WorkspaceId target,
            ArtifactRef artifact,
            Optional<PromotionRequest> request,
            Instant now) {
        return holdingRead(organization, target, artifact, request, now).value();
    }

    /** The question for the freezes of a target that hold now or later. */
    public Read<List<Freeze>> holdingRead(
            OrganizationId organization,
            WorkspaceId target,
            ArtifactRef artifact,
            Optional<PromotionRequest> request,
            Instant now) {
        Values values =
                Values.of(organization).and("workspace", target).and(artifact).and("now", now);
        if (request.isEmpty()) {
            return sql.read(HOLDING, values, FreezeRows::read, rows -> rows);
        }
        values.and("promotion", request.get().id())
                .and("subjectHash", request.get().subjectHash());
        return sql.read(HOLDING_REQUEST, values, FreezeRows::read, rows -> rows);
    }

    /** Adds an exception; refuses a second one of the same freeze and promotion with {@code object.exists}. */
    public void insert(FreezeException exception) {
        sql.insert(
                INSERT_EXCEPTION,
                Values.of(exception.organization())
                        .and("freeze", exception.freeze())
                        .and("promotion", exception.promotion())
                        .and("subjectHash", exception.subjectHash())
                        .and("reason", exception.reason())
                        .and("grantedBy", exception.grantedBy())
                        .and("grantedAt", exception.grantedAt()));
    }

    /** The exceptions of a promotion, the first one first. */
    public List<FreezeException> exceptions(OrganizationId organization, PromotionId promotion) {
        return sql.list(EXCEPTIONS, Values.of(organization).and("promotion", promotion), FreezeRows::readException);
    }

    /** Notes the waiting promotions that a change of this freeze concerns. */
    public void touch(Freeze freeze, String change, Instant since) {
        FreezeScope scope = freeze.scope();
        sql.update(
                TOUCH,
                Values.of(freeze.organization())
                        .and("change", change)
                        .and("since", since)
                        .and("anyWorkspace", scope.workspace().isEmpty())
                        .and(
                                "workspace",
                                scope.workspace().map(WorkspaceId::value).orElse(""))
                        .and("anyArtifact", scope.artifact().isEmpty())
                        .and(
                                "artifactKind",
                                scope.artifact()
                                        .map(ArtifactRef::kind)
                                        .map(ArtifactKind::value)
                                        .orElse(""))
                        .and("artifactId", scope.artifact().map(ArtifactRef::id).orElse("")));
    }

    /** Promotions of any organization that a freeze touched, longest waiting first. */
    public List<DuePromotion> touched(Instant now, int limit) {
        return sql.list(TOUCHED, Values.none().and("now", now).and("limit", limit), DuePromotion::read);
    }

    /** The promotion follows its freezes again. */
    public void served(DuePromotion due) {
        sql.update(SERVED, Values.of(due.organization()).and("promotion", due.promotion()));
    }

    /** Tries a promotion again later, so that it does not keep others waiting. */
    public void serveLater(DuePromotion due, Instant at) {
        sql.update(
                SERVE_LATER,
                Values.of(due.organization()).and("promotion", due.promotion()).and("since", at));
    }

    private static Values scope(OrganizationId organization, FreezeScope scope) {
        return Values.of(organization)
                .and("workspace", scope.workspace())
                .and("artifactKind", scope.artifact().map(ArtifactRef::kind))
                .and("artifactId", scope.artifact().map(ArtifactRef::id));
    }

    private static Freeze read(Row row) throws SQLException {
        Optional<ArtifactKind> kind = row.optional("artifact_kind", ArtifactKind::new);
        String artifact = row.optionalText("artifact_id").orElse("");
        Optional<Instant> liftedAt = row.optionalInstant("lifted_at");
        Optional<PersonId> liftedBy = row.optional("lifted_by", PersonId::new);
        String liftedReason = row.optionalText("lifted_reason").orElse("");
        return new Freeze(
                row.organization(),
                row.get("id", FreezeId::new),
                row.text("title"),
                row.text("reason"),
                new FreezeScope(
                        row.optional("workspace_id", WorkspaceId::new),
                        kind.map(known -> new ArtifactRef(known, artifact))),
                JsonFields.read(row.get("span", Json::readObject), SpanJson::readSpan),
                new ExceptionGranters(
                        new LinkedHashSet<>(row.get("granter_persons", json -> Json.readList(json, PersonId::new))),
                        new LinkedHashSet<>(row.get("granter_roles", json -> Json.readList(json, RoleId::new)))),
                row.get("created_by", PersonId::new),
                row.instant("created_at"),
                liftedAt.flatMap(at -> liftedBy.map(by -> new Freeze.Lifted(at, by, liftedReason))));
    }

    private static FreezeException readException(Row row) throws SQLException {
        return new FreezeException(
                row.organization(),
                row.get("freeze_id", FreezeId::new),
                row.get("promotion_id", PromotionId::new),
                row.text("subject_hash"),
                row.text("reason"),
                row.get("granted_by", PersonId::new),
                row.instant("granted_at"));
    }
}
