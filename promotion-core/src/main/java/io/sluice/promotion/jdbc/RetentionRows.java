package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is past its retention period, and what is held nevertheless. Internal: used by the packages above. */
public final class RetentionRows {
    /** Ended promotions of one target that were requested under one period. */
    public record Group(OrganizationId organization, WorkspaceId target, int requestedUnder, int now) {}

    /** A legal hold: of a promotion, of a workspace, or of the whole organization. */
    public record Hold(
            OrganizationId organization,
            String id,
            Optional<WorkspaceId> workspace,
            Optional<PromotionId> promotion,
            String reason,
            PersonId setBy,
            Instant setAt,
            Optional<PersonId> liftedBy,
            Optional<Instant> liftedAt) {}

    private static final String GROUPS = """
            SELECT DISTINCT p.org_id, p.target_id, COALESCE(p.retention_days, 0) AS requested_under,
                   w.retention_days AS days_now
              FROM sluice_promotion p
              JOIN sluice_workspace w ON w.org_id = p.org_id AND w.id = p.target_id
             WHERE p.bodies_removed_at IS NULL AND p.ended_at < :before
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_archiving a
                    WHERE a.org_id = w.org_id AND a.after_days > 0
                      AND (a.scope = w.id OR (a.scope = '*' AND NOT EXISTS (
                           SELECT 1 FROM sluice_archiving o WHERE o.org_id = w.org_id AND o.scope = w.id))))
             ORDER BY p.org_id, p.target_id""";

    static final String UNHELD = """
            NOT EXISTS (
                   SELECT 1 FROM sluice_legal_hold h
                    WHERE h.org_id = p.org_id AND h.lifted_at IS NULL
                      AND (h.promotion_id = p.id OR h.workspace_id IN (p.target_id, p.source_id)
                           OR (h.promotion_id IS NULL AND h.workspace_id IS NULL)))""";

    private static final String EXPIRED = """
            SELECT p.id
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.target_id = :target AND p.bodies_removed_at IS NULL AND p.ended_at < :before
               AND COALESCE(p.retention_days, 0) = :requestedUnder
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_audit_event e
                    WHERE e.org_id = p.org_id AND e.chain = 'promotion:' || p.id AND e.leaf IS NULL)
               AND\s""" + UNHELD + """

             ORDER BY p.ended_at
             LIMIT :limit""";

    private static final String IS_DUE = """
            SELECT p.id
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.id = :promotion AND p.bodies_removed_at IS NULL
               AND\s""" + UNHELD;

    private static final String STRIP_EVENT = """
            UPDATE sluice_audit_event SET data = '{}', data_hash = :dataHash, texts = NULL, salt = NULL
             WHERE org_id = :org AND chain = :chain AND seq = :seq AND data_hash IS NULL""";

    private static final String STRIP_PROMOTION = """
            UPDATE sluice_promotion SET reason = '', detail = '', bodies_removed_at = :at
             WHERE org_id = :org AND id = :promotion""";

    private static final String STRIP_APPROVALS = """
            UPDATE sluice_approval SET comment_text = ''
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String STRIP_ATTEMPTS = """
            UPDATE sluice_attempt SET message = ''
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String STRIP_CHECKS = """
            UPDATE sluice_check_result SET evidence = '', summary = ''
             WHERE org_id = :org AND valid_until < :at AND EXISTS (
                   SELECT 1 FROM sluice_promotion p
                    WHERE p.org_id = :org AND p.id = :promotion AND p.target_id = sluice_check_result.target_id
                      AND (p.digest = sluice_check_result.digest
                           AND p.artifact_kind = sluice_check_result.artifact_kind
                           AND p.artifact_id = sluice_check_result.artifact_id
                           OR p.items > 1 AND EXISTS (
                                  SELECT i.position
                                    FROM sluice_promotion_item i
                                   WHERE i.org_id = p.org_id AND i.promotion_id = p.id
                                     AND i.digest = sluice_check_result.digest
                                     AND i.artifact_kind = sluice_check_result.artifact_kind
                                     AND i.artifact_id = sluice_check_result.artifact_id))
                      AND p.ended_at >= sluice_check_result.measured_at)""";

    private static final String DELETE_MESSAGES = """
            DELETE FROM sluice_outbox
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String INSERT_HOLD = """
            INSERT INTO sluice_legal_hold (org_id, id, workspace_id, promotion_id, reason, set_by, set_at)
            VALUES (:org, :id, :workspace, :promotion, :reason, :by, :at)""";

    private static final String LIFT_HOLD = """
            UPDATE sluice_legal_hold SET lifted_by = :by, lifted_at = :at
             WHERE org_id = :org AND id = :id AND lifted_at IS NULL""";

    private static final String HOLDS = """
            SELECT org_id, id, workspace_id, promotion_id, reason, set_by, set_at, lifted_by, lifted_at
              FROM sluice_legal_hold
             WHERE org_id = :org
             ORDER BY set_at, id""";

    private static final String HOLDS_ON_PERSON = """
            SELECT COUNT(*) AS held
              FROM sluice_legal_hold h
             WHERE h.org_id = :org AND h.lifted_at IS NULL
               AND ((h.promotion_id IS NULL AND h.workspace_id IS NULL) OR EXISTS (
                    SELECT 1 FROM sluice_promotion p
                     WHERE p.org_id = h.org_id
                       AND (p.id = h.promotion_id OR h.workspace_id IN (p.target_id, p.source_id))
                       AND (p.requested_by = :person OR EXISTS (
                            SELECT 1 FROM sluice_approval a
                             WHERE a.org_id = p.org_id AND a.promotion_id = p.id AND a.person = :person))))""";

    private static final String KEPT_FOR_PERSON = """
            SELECT COUNT(*) AS kept
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.bodies_removed_at IS NULL
               AND (p.requested_by = :person OR EXISTS (
                    SELECT 1 FROM sluice_approval a
                     WHERE a.org_id = p.org_id AND a.promotion_id = p.id AND a.person = :person))""";

    private final Sql sql;

    RetentionRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Which targets have promotions with bodies that ended before that, by the period under which they were requested. Where
     * promotions are archived, archiving removes the bodies.
     */
    public List<Group> groups(Instant before) {
        return sql.list(
                GROUPS,
                Values.none().and("before", before),
                row -> new Group(
                        row.organization(),
                        row.get("target_id", WorkspaceId::new),
                        row.integer("requested_under"),
                        row.integer("days_now")));
    }

    /** The promotions of a group that ended before that and that nothing holds, the oldest first. */
    public List<PromotionId> expired(Group group, Instant before, int limit) {
        return sql.list(
                EXPIRED,
                Values.of(group.organization())
                        .and("target", group.target())
                        .and("requestedUnder", group.requestedUnder())
                        .and("before", before)
                        .and("limit", limit),
                row -> row.get("id", PromotionId::new));
    }

    /** Whether a promotion still has its body and nothing holds it. */
    public boolean isDue(OrganizationId organization, PromotionId promotion) {
        return sql.find(IS_DUE, Values.of(organization).and("promotion", promotion), row -> true)
                .isPresent();
    }

    /** Removes the body of a promotion and of these of its events; their hashes, and who decided what, remain. */
    public void strip(OrganizationId organization, PromotionId promotion, List<AuditEvent> events, Instant at) {
        sql.batch(
                STRIP_EVENT,
                events.stream()
                        .filter(event -> !event.isRemoved())
                        .map(event -> Values.of(organization)
                                .and("chain", event.chain())
                                .and("seq", event.seq())
                                .and("dataHash", AuditChain.dataHash(event.data())))
                        .toList());
        Values key = Values.of(organization).and("promotion", promotion);
        sql.update(STRIP_APPROVALS, key);
        sql.update(STRIP_ATTEMPTS, key);
        sql.update(DELETE_MESSAGES, key);
        Values dated = Values.of(organization).and("promotion", promotion).and("at", at);
        sql.update(STRIP_CHECKS, dated);
        sql.updateOne(STRIP_PROMOTION, dated);
    }

    /** Adds a hold. */
    public void insert(Hold hold) {
        sql.insert(
                INSERT_HOLD,
                Values.of(hold.organization())
                        .and("id", hold.id())
                        .and("workspace", hold.workspace())
                        .and("promotion", hold.promotion())
                        .and("reason", hold.reason())
                        .and("by", hold.setBy())
                        .and("at", hold.setAt()));
    }

    /** Lifts a hold that is in force, and says whether it was. */
    public boolean lift(OrganizationId organization, String id, PersonId by, Instant at) {
        return sql.update(
                        LIFT_HOLD,
                        Values.of(organization).and("id", id).and("by", by).and("at", at))
                == 1;
    }

    /** All holds, the oldest first. */
    public List<Hold> holds(OrganizationId organization) {
        return sql.list(HOLDS, Values.of(organization), RetentionRows::readHold);
    }

    /** Whether a hold is in force on anything that the person requested or decided about. */
    public boolean isHeld(OrganizationId organization, PersonId person) {
        return count(HOLDS_ON_PERSON, "held", organization, person) > 0;
    }

    /** Whether the person requested or decided about anything that is within its retention period. */
    public boolean isKept(OrganizationId organization, PersonId person) {
        return count(KEPT_FOR_PERSON, "kept", organization, person) > 0;
    }

    private long count(String query, String column, OrganizationId organization, PersonId person) {
        return sql.find(query, Values.of(organization).and("person", person), row -> row.number(column))
                .orElse(0L);
    }

    private static Hold readHold(Row row) throws SQLException {
        return new Hold(
                row.organization(),
                row.text("id"),
                row.optional("workspace_id", WorkspaceId::new),
                row.optional("promotion_id", PromotionId::new),
                row.text("reason"),
                row.get("set_by", PersonId::new),
                row.instant("set_at"),
                row.optional("lifted_by", PersonId::new),
                row.optionalInstant("lifted_at"));
    }
}
