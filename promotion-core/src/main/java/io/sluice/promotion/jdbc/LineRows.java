package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;

/** The promotion requests that wait in line behind another one. Internal: used by the entry package. */
public final class LineRows {
    private static final String REBIND = """
            UPDATE sluice_promotion SET restores = :restores, subject_hash = :subjectHash
             WHERE org_id = :org AND id = :id AND queue_key IS NOT NULL""";

    private static final String NEXT_IN_LINE = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
             WHERE p.org_id = :org
               AND p.id = (SELECT MIN(k.id)
                             FROM (SELECT id FROM sluice_promotion WHERE org_id = :org AND queue_key = :queueKey
                                   UNION ALL
                                   SELECT promotion_id FROM sluice_promotion_item
                                    WHERE org_id = :org AND queue_key = :queueKey) k)""";

    /**
     * A comparison, because only those in line have a key, and the index finds them. Those behind another one in line are
     * left to its end.
     */
    private static final String STALLED = "SELECT " + PromotionRows.COLUMNS + """

              FROM sluice_promotion p
             WHERE p.queue_key > ''
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_promotion a WHERE a.org_id = p.org_id AND a.active_key = p.queue_key)
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_promotion_item a WHERE a.org_id = p.org_id AND a.active_key = p.queue_key)
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_promotion o
                    WHERE o.org_id = p.org_id AND o.queue_key = p.queue_key AND o.id < p.id)
               AND NOT EXISTS (
                   SELECT 1 FROM sluice_promotion_item o
                    WHERE o.org_id = p.org_id AND o.queue_key = p.queue_key AND o.promotion_id < p.id)
               AND NOT EXISTS (
                   SELECT 1
                     FROM sluice_promotion_item i
                     JOIN sluice_promotion a ON a.org_id = i.org_id AND a.active_key = i.queue_key
                    WHERE i.org_id = p.org_id AND i.promotion_id = p.id)
               AND NOT EXISTS (
                   SELECT 1
                     FROM sluice_promotion_item i
                     JOIN sluice_promotion_item a ON a.org_id = i.org_id AND a.active_key = i.queue_key
                    WHERE i.org_id = p.org_id AND i.promotion_id = p.id)
             ORDER BY p.id
             LIMIT :limit""";

    private final Sql sql;
    private final PromotionItemRows items;

    LineRows(Sql sql) {
        this.sql = sql;
        this.items = new PromotionItemRows(sql);
    }

    /** The oldest request that waits in line for an artifact and target, alone or in a unit. */
    public Optional<PromotionRequest> nextInLine(
            OrganizationId organization, ArtifactRef artifact, WorkspaceId target) {
        return sql.find(
                NEXT_IN_LINE,
                Values.of(organization).and("queueKey", PromotionRows.activeKey(artifact, target)),
                PromotionRows::read);
    }

    /** Requests of any organization that wait in line although nothing is in flight, oldest first. */
    public List<PromotionRequest> stalled(int limit) {
        return sql.list(STALLED, Values.none().and("limit", limit), PromotionRows::read);
    }

    /** Writes what a request in line is about now that it begins. */
    public void rebind(PromotionRequest rebound) {
        sql.updateOne(
                REBIND,
                Values.of(rebound.organization())
                        .and("id", rebound.id())
                        .and("restores", rebound.restores())
                        .and("subjectHash", rebound.subjectHash()));
        items.begin(rebound);
        sql.release(new PromotionRows.Held(rebound.organization(), rebound.id()));
    }
}
