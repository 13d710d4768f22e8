package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who stands still after a restore, and what became of the promotions open then. Internal: used by the packages above. */
public final class SafeModeRows {
    /** How much of an organization's log there is, and whether it stands still. */
    public record Known(OrganizationId organization, long events, boolean still) {}

    /** A time of standing still. */
    public record Period(
            String id,
            String cause,
            String detail,
            Optional<String> note,
            Instant enteredAt,
            Optional<Instant> leftAt,
            Optional<PersonId> leftBy,
            Optional<String> reason) {}

    /** A promotion that was open then. */
    public record Restored(PromotionId promotion, String state, String live, Optional<Instant> askedAt) {}

    /** One about which the deployer is to be asked. */
    public record Unknown(OrganizationId organization, String period, PromotionId promotion) {}

    private static final String ACTIVE = "on";

    private static final String KNOWN = """
            SELECT o.org_id, COALESCE(t.tree_size, 0) AS events,
                   CASE WHEN s.id IS NULL THEN 0 ELSE 1 END AS still
              FROM sluice_organization o
              LEFT JOIN sluice_audit_tree t ON t.org_id = o.org_id
              LEFT JOIN sluice_safe_mode s ON s.org_id = o.org_id AND s.active_key = 'on'
             ORDER BY o.org_id""";

    private static final String WITH_OPEN = """
            SELECT o.org_id
              FROM sluice_organization o
             WHERE EXISTS (SELECT 1 FROM sluice_promotion p WHERE p.org_id = o.org_id AND p.ended_at IS NULL)
             ORDER BY o.org_id""";

    private static final String INSERT = """
            INSERT INTO sluice_safe_mode (org_id, id, cause, detail, note, entered_at, active_key)
            VALUES (:org, :id, :cause, :detail, :note, :at, :active)""";

    private static final String MARK_OPEN = """
            INSERT INTO sluice_restored_promotion (org_id, safe_mode_id, promotion_id, state, live)
            SELECT p.org_id, :id, p.id, 'UNKNOWN', ''
              FROM sluice_promotion p
             WHERE p.org_id = :org AND p.ended_at IS NULL""";

    /** Deployers remember the highest fence they saw, which a restored database has forgotten. */
    private static final String RAISE_FENCES = """
            UPDATE sluice_target SET fence = fence + 1000000, drift_due = :at
             WHERE org_id = :org""";

    private static final String PERIODS = """
            SELECT id, cause, detail, note, entered_at, left_at, left_by, reason
              FROM sluice_safe_mode
             WHERE org_id = :org
             ORDER BY entered_at DESC, id DESC
             LIMIT :limit""";

    private static final String LEAVE = """
            UPDATE sluice_safe_mode SET left_at = :at, left_by = :by, reason = :reason, active_key = NULL
             WHERE org_id = :org AND active_key = :active""";

    private static final String RESTORED = """
            SELECT promotion_id, state, live, asked_at
              FROM sluice_restored_promotion
             WHERE org_id = :org AND safe_mode_id = :period AND promotion_id > :after
             ORDER BY promotion_id
             LIMIT :limit""";

    private static final String COUNT_UNKNOWN = """
            SELECT COUNT(*) AS unanswered
              FROM sluice_restored_promotion
             WHERE org_id = :org AND safe_mode_id = :period AND state = 'UNKNOWN'""";

    private static final String UNKNOWN = """
            SELECT r.org_id, r.safe_mode_id, r.promotion_id
              FROM sluice_restored_promotion r
              JOIN sluice_safe_mode s ON s.org_id = r.org_id AND s.id = r.safe_mode_id AND s.active_key = 'on'
             WHERE r.state = 'UNKNOWN' AND (r.asked_at IS NULL OR r.asked_at < :before)
             ORDER BY r.org_id, r.promotion_id
             LIMIT :limit""";

    private static final String ANSWER = """
            UPDATE sluice_restored_promotion SET state = :state, live = :live, asked_at = :at
             WHERE org_id = :org AND safe_mode_id = :period AND promotion_id = :promotion AND state = 'UNKNOWN'""";

    private final Sql sql;

    SafeModeRows(Sql sql) {
        this.sql = sql;
    }

    /** Every organization. */
    public List<Known> known() {
        return sql.list(
                KNOWN,
                Values.none(),
                row -> new Known(row.organization(), row.number("events"), row.integer("still") == 1));
    }

    /** The organizations with open promotions. */
    public List<OrganizationId> withOpen() {
        return sql.list(WITH_OPEN, Values.none(), Row::organization);
    }

    /** Has an organization stand still, with every promotion that is open, unless it does already; says whether. */
    public boolean enter(
            OrganizationId organization, String id, String cause, String detail, Optional<String> note, Instant at) {
        boolean entered = sql.insertIfAbsent(
                INSERT,
                Values.of(organization)
                        .and("id", id)
                        .and("cause", cause)
                        .and("detail", detail)
                        .and("note", note)
                        .and("at", at)
                        .and("active", ACTIVE));
        if (entered) {
            sql.update(MARK_OPEN, Values.of(organization).and("id", id));
            sql.update(RAISE_FENCES, Values.of(organization).and("at", at));
        }
        return entered;
    }

    /** The newest times of standing still. */
    public List<Period> periods(OrganizationId organization, int limit) {
        return sql.list(PERIODS, Values.of(organization).and("limit", limit), SafeModeRows::readPeriod);
    }

    /** Has an organization go on; says whether it stood still. */
    public boolean leave(OrganizationId organization, PersonId by, String reason, Instant at) {
        Values values = Values.of(organization)
                .and("by", by)
                .and("reason", reason)
                .and("at", at)
                .and("active", ACTIVE);
        return sql.update(LEAVE, values) == 1;
    }

    /** The promotions that were open then, in the order of their ids. */
    public List<Restored> restored(OrganizationId organization, String period, String after, int limit) {
        return sql.list(
                RESTORED,
                Values.of(organization)
                        .and("period", period)
                        .and("after", after)
                        .and("limit", limit),
                row -> new Restored(
                        row.get("promotion_id", PromotionId::new),
                        row.text("state"),
                        row.text("live"),
                        row.optionalInstant("asked_at")));
    }

    /** Of how many of them nobody knows what is live. */
    public long unknown(OrganizationId organization, String period) {
        return sql.find(COUNT_UNKNOWN, Values.of(organization).and("period", period), row -> row.number("unanswered"))
                .orElse(0L);
    }

    /** Those about which the deployer was not asked since then. */
    public List<Unknown> unknown(Instant before, int limit) {
        return sql.list(
                UNKNOWN,
                Values.none().and("before", before).and("limit", limit),
                row -> new Unknown(
                        row.organization(), row.text("safe_mode_id"), row.get("promotion_id", PromotionId::new)));
    }

    /** Notes what the deployer said; says whether nobody had before. */
    public boolean answer(Unknown asked, String state, String live, Instant at) {
        Values values = Values.of(asked.organization())
                .and("period", asked.period())
                .and("promotion", asked.promotion())
                .and("state", state)
                .and("live", live)
                .and("at", at);
        return sql.update(ANSWER, values) == 1;
    }

    private static Period readPeriod(Row row) throws SQLException {
        return new Period(
                row.text("id"),
                row.text("cause"),
                row.text("detail"),
                row.optionalText("note"),
                row.instant("entered_at"),
                row.optionalInstant("left_at"),
                row.optional("left_by", PersonId::new),
                row.optionalText("reason"));
    }
}
