package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The items of a unit after the first one. They are read together with the request, as one text, so that no page of
 * requests costs more statements because of them; a request for a single artifact has no rows here.
 */
final class PromotionItemRows {
    /** What {@link #read} needs, of a promotion under the name {@code p}. */
    static final String COLUMN = """
            CASE WHEN p.items > 1 THEN (
                SELECT STRING_AGG(i.artifact_kind || ' ' || i.artifact_id || ' ' || i.version || ' ' || i.digest || ' '
                                  || COALESCE(i.restores, ''), ',' ORDER BY i.position)
                  FROM sluice_promotion_item i
                 WHERE i.org_id = p.org_id AND i.promotion_id = p.id) END AS other_items""";

    private static final String INSERT = """
            INSERT INTO sluice_promotion_item (
                org_id, promotion_id, position, artifact_kind, artifact_id, version, digest, restores, active_key,
                queue_key)
            VALUES (
                :org, :promotion, :position, :artifactKind, :artifactId, :version, :digest, :restores, :activeKey,
                :queueKey)""";

    private static final String BEGIN = """
            UPDATE sluice_promotion_item SET restores = :restores, active_key = queue_key, queue_key = NULL
             WHERE org_id = :org AND promotion_id = :promotion AND position = :position""";

    private static final String END = """
            UPDATE sluice_promotion_item SET active_key = NULL, queue_key = NULL
             WHERE org_id = :org AND promotion_id = :promotion""";

    private final Sql sql;

    PromotionItemRows(Sql sql) {
        this.sql = sql;
    }

    void insert(PromotionRequest request) {
        List<Values> rows = new ArrayList<>();
        for (PromotionItem item : request.others()) {
            rows.add(position(request, rows.size() + 2)
                    .and(item.artifact())
                    .and("version", item.version())
                    .and("digest", item.digest())
                    .and("restores", item.restores())
                    .and("activeKey", PromotionRows.activeKey(item.artifact(), request))
                    .and("queueKey", PromotionRows.queueKey(item.artifact(), request)));
        }
        sql.batch(INSERT, rows);
    }

    /** What waited in line is in flight now, with what each item would put back. */
    void begin(PromotionRequest rebound) {
        List<Values> rows = new ArrayList<>();
        for (PromotionItem item : rebound.others()) {
            rows.add(position(rebound, rows.size() + 2).and("restores", item.restores()));
        }
        sql.batch(BEGIN, rows);
    }

    private static Values position(PromotionRequest request, int position) {
        return Values.of(request.organization()).and("promotion", request.id()).and("position", position);
    }

    /** Others may now ask for these artifacts. */
    void end(PromotionRequest request) {
        sql.updateLater(END, Values.of(request.organization()).and("promotion", request.id()));
    }

    static List<PromotionItem> read(String items) {
        return Stream.of(items.split(",")).map(PromotionItemRows::readItem).toList();
    }

    /** No part of an item can hold a space or a comma. */
    private static PromotionItem readItem(String item) {
        String[] part = item.split(" ", -1);
        return new PromotionItem(
                new ArtifactRef(new ArtifactKind(part[0]), part[1]),
                new VersionLabel(part[2]),
                new Digest(part[3]),
                Optional.of(part[4]).filter(id -> !id.isEmpty()).map(ReleaseId::new));
    }
}
