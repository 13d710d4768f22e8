package io.sluice.promotion.jdbc;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Audit events page by page, in the order of the log. Internal: used by the packages above. */
public final class ExportRows {
    /**
     * Which events.
     *
     * @param workspace those of promotions into it, of itself and of its policy
     * @param promotion those of this promotion
     * @param from not before
     * @param until before
     */
    public record Range(
            Optional<WorkspaceId> workspace,
            Optional<PromotionId> promotion,
            Optional<Instant> from,
            Optional<Instant> until) {}

    private static final String PAGE = "SELECT " + AuditRows.COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND leaf >= :first AND leaf < :size
             ORDER BY leaf
             LIMIT :limit""";

    private static final String PAGE_OF_RANGE = "SELECT " + AuditRows.COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND leaf >= :first AND leaf < :size
               AND at >= :from AND at < :until
               AND (:chain = '' OR chain = :chain)
               AND (:workspace = '' OR chain = 'workspace:' || :workspace OR chain = 'policy:' || :workspace
                    OR chain IN (SELECT 'promotion:' || p.id FROM sluice_promotion p
                                  WHERE p.org_id = :org AND p.target_id = :workspace))
             ORDER BY leaf
             LIMIT :limit""";

    private static final String PROMOTION_HEADS = """
            SELECT org_id, 'promotion:' || id AS chain, chain_seq AS seq, chain_hash AS hash
              FROM sluice_promotion
             WHERE org_id = :org AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String OTHER_HEADS = """
            SELECT org_id, chain, seq, hash
              FROM sluice_audit_chain
             WHERE org_id = :org AND chain > :after
             ORDER BY chain
             LIMIT :limit""";

    private static final String FIND = "SELECT " + AuditRows.COLUMNS + """

              FROM sluice_audit_event
             WHERE org_id = :org AND chain = :chain AND seq = :seq""";

    private final Sql sql;

    ExportRows(Sql sql) {
        this.sql = sql;
    }

    /** The next events of the log. */
    public List<AuditEvent> page(OrganizationId organization, long first, long size, int limit) {
        return sql.list(
                PAGE,
                Values.of(organization).and("first", first).and("size", size).and("limit", limit),
                AuditRows::read);
    }

    /** The next events of the log that are in a range. */
    public List<AuditEvent> page(OrganizationId organization, Range range, long first, long size, int limit) {
        return sql.list(
                PAGE_OF_RANGE,
                Values.of(organization)
                        .and("first", first)
                        .and("size", size)
                        .and("from", range.from().orElse(Instant.EPOCH))
                        .and("until", range.until().orElse(Instant.parse("9999-12-31T00:00:00Z")))
                        .and(
                                "chain",
                                range.promotion().map(id -> "promotion:" + id).orElse(""))
                        .and(
                                "workspace",
                                range.workspace().map(WorkspaceId::value).orElse(""))
                        .and("limit", limit),
                AuditRows::read);
    }

    /** One event. */
    public Optional<AuditEvent> find(OrganizationId organization, String chain, long seq) {
        return sql.find(FIND, Values.of(organization).and("chain", chain).and("seq", seq), AuditRows::read);
    }

    /** Where the chains of promotions end, after the promotion with that id. */
    public List<AuditChain.Head> promotionHeads(OrganizationId organization, String after, int limit) {
        return sql.list(
                PROMOTION_HEADS, Values.of(organization).and("after", after).and("limit", limit), ExportRows::head);
    }

    /** Where the other chains end, after the chain of that name. */
    public List<AuditChain.Head> otherHeads(OrganizationId organization, String after, int limit) {
        return sql.list(OTHER_HEADS, Values.of(organization).and("after", after).and("limit", limit), ExportRows::head);
    }

    private static AuditChain.Head head(Row row) throws SQLException {
        return new AuditChain.Head(row.organization(), row.text("chain"), row.number("seq"), row.text("hash"));
    }
}
