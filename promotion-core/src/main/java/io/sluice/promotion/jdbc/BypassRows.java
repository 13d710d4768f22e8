package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.Bypass.Review;
import io.sluice.promotion.request.Bypass.State;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The emergencies in which approvals are passed by. Internal: used by the entry package. */
public final class BypassRows {
    private static final String INSERT = """
            INSERT INTO sluice_bypass (
                org_id, id, promotion_id, workspace_id, subject_hash, reason, ticket, requested_by, requested_at,
                valid_until, confirmed_by, confirmed_at, used_at, review_due, remind_at, reviewed_by, reviewed_at,
                justified, note, state, active_key)
            VALUES (
                :org, :id, :promotion, :workspace, :subjectHash, :reason, :ticket, :requestedBy, :requestedAt,
                :validUntil, :confirmedBy, :confirmedAt, :usedAt, :reviewDue, :remindAt, :reviewedBy, :reviewedAt,
                :justified, :note, :state, :activeKey)""";

    private static final String UPDATE = """
            UPDATE sluice_bypass
               SET valid_until = :validUntil, confirmed_by = :confirmedBy, confirmed_at = :confirmedAt,
                   used_at = :usedAt, review_due = :reviewDue, remind_at = :remindAt, reviewed_by = :reviewedBy,
                   reviewed_at = :reviewedAt, justified = :justified, note = :note, state = :state,
                   active_key = :activeKey
             WHERE org_id = :org AND id = :id""";

    private static final String COLUMNS = """
            org_id, id, promotion_id, workspace_id, subject_hash, reason, ticket, requested_by, requested_at,
                   valid_until, confirmed_by, confirmed_at, used_at, review_due, remind_at, reviewed_by, reviewed_at,
                   justified, note, state
              FROM sluice_bypass""";

    private static final String OF_PROMOTION =
            "SELECT " + COLUMNS + " WHERE org_id = :org AND promotion_id = :promotion ORDER BY id DESC";

    private static final String TO_REVIEW = "SELECT " + COLUMNS
            + " WHERE org_id = :org AND workspace_id = :workspace AND state = 'USED' ORDER BY id LIMIT 1000";

    /** The order of the index, so that only what is due is read. */
    private static final String TO_REMIND =
            "SELECT " + COLUMNS + " WHERE remind_at <= :now ORDER BY remind_at LIMIT :limit";

    private static final String OUTDATED = "SELECT " + COLUMNS + """

             WHERE state IN ('REQUESTED', 'CONFIRMED') AND valid_until <= :now
             ORDER BY valid_until, id
             LIMIT :limit""";

    private final Sql sql;

    BypassRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds an emergency; refuses a second active one of a promotion with {@code object.exists}. */
    public void insert(Bypass bypass) {
        sql.insert(
                INSERT,
                changeable(bypass)
                        .and("promotion", bypass.promotion())
                        .and("workspace", bypass.workspace())
                        .and("subjectHash", bypass.subjectHash())
                        .and("reason", bypass.reason())
                        .and("ticket", bypass.ticket())
                        .and("requestedBy", bypass.requestedBy())
                        .and("requestedAt", bypass.requestedAt()));
    }

    /** Writes what changed; the promotion's row lock orders the changes. */
    public void update(Bypass bypass) {
        sql.updateOne(UPDATE, changeable(bypass));
    }

    /** The emergencies of a promotion, newest first. */
    public List<Bypass> ofPromotion(OrganizationId organization, PromotionId promotion) {
        return sql.list(OF_PROMOTION, Values.of(organization).and("promotion", promotion), BypassRows::read);
    }

    /** Those of a workspace that were used and wait for their review, oldest first. */
    public List<Bypass> toReview(OrganizationId organization, WorkspaceId workspace) {
        return sql.list(TO_REVIEW, Values.of(organization).and("workspace", workspace), BypassRows::read);
    }

    /** Those of any organization whose auditors are to be reminded. */
    public List<Bypass> toRemind(Instant now, int limit) {
        return sql.list(TO_REMIND, Values.none().and("now", now).and("limit", limit), BypassRows::read);
    }

    /** Those of any organization whose time is over before they were used. */
    public List<Bypass> outdated(Instant now, int limit) {
        return sql.list(OUTDATED, Values.none().and("now", now).and("limit", limit), BypassRows::read);
    }

    private static Values changeable(Bypass bypass) {
        Optional<Review> review = bypass.review();
        boolean active = bypass.state() == State.REQUESTED || bypass.state() == State.CONFIRMED;
        return Values.of(bypass.organization())
                .and("id", bypass.id())
                .and("validUntil", bypass.validUntil())
                .and("confirmedBy", bypass.confirmedBy())
                .and("confirmedAt", bypass.confirmedAt())
                .and("usedAt", bypass.usedAt())
                .and("reviewDue", review.map(Review::due))
                .and("remindAt", review.flatMap(Review::remindAt))
                .and("reviewedBy", review.flatMap(Review::by))
                .and("reviewedAt", review.flatMap(Review::at))
                .and("justified", review.flatMap(Review::justified))
                .and("note", review.map(Review::note).orElse(""))
                .and("state", bypass.state())
                .and("activeKey", active ? Optional.of(bypass.promotion()) : Optional.empty());
    }

    private static Bypass read(Row row) throws SQLException {
        return new Bypass(
                row.organization(),
                row.text("id"),
                row.get("promotion_id", PromotionId::new),
                row.get("workspace_id", WorkspaceId::new),
                row.text("subject_hash"),
                row.text("reason"),
                row.optionalText("ticket"),
                row.get("requested_by", PersonId::new),
                row.instant("requested_at"),
                row.instant("valid_until"),
                row.optional("confirmed_by", PersonId::new),
                row.optionalInstant("confirmed_at"),
                row.optionalInstant("used_at"),
                readReview(row),
                row.get("state", State::valueOf));
    }

    private static Optional<Review> readReview(Row row) throws SQLException {
        Optional<Instant> due = row.optionalInstant("review_due");
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> at = row.optionalInstant("reviewed_at");
        return Optional.of(new Review(
                due.get(),
                row.optionalInstant("remind_at"),
                row.optional("reviewed_by", PersonId::new),
                at,
                at.isPresent() ? Optional.of(row.flag("justified")) : Optional.empty(),
                row.text("note")));
    }
}
