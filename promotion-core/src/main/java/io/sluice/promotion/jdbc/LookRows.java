package io.sluice.promotion.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is looking at which promotion. Internal: used by the packages above. */
public final class LookRows {
    private record Look(PromotionId promotion, PersonId person) {}

    private static final String RENEW = """
            UPDATE sluice_promotion_look SET looked_at = :at
             WHERE org_id = :org AND promotion_id = :promotion AND person = :person""";

    private static final String INSERT = """
            INSERT INTO sluice_promotion_look (org_id, promotion_id, person, looked_at)
            VALUES (:org, :promotion, :person, :at)""";

    private static final String END = """
            DELETE FROM sluice_promotion_look
             WHERE org_id = :org AND promotion_id = :promotion AND person = :person""";

    private static final String LIST = """
            SELECT promotion_id, person
              FROM sluice_promotion_look
             WHERE org_id = :org AND promotion_id = ANY(:promotions) AND looked_at > :since
             ORDER BY promotion_id, person""";

    private static final String FORGET = """
            DELETE FROM sluice_promotion_look
             WHERE (org_id, promotion_id, person) IN (
                   SELECT org_id, promotion_id, person
                     FROM sluice_promotion_look
                    WHERE looked_at <= :until
                    ORDER BY looked_at
                    LIMIT :limit)""";

    private final Sql sql;

    LookRows(Sql sql) {
        this.sql = sql;
    }

    /** From now on that person is looking. */
    public void begin(OrganizationId organization, PromotionId promotion, PersonId person, Instant at) {
        Values look = look(organization, promotion, person).and("at", at);
        if (sql.update(RENEW, look) == 0) {
            sql.insertIfAbsent(INSERT, look);
        }
    }

    /** That person is looking no longer. */
    public void end(OrganizationId organization, PromotionId promotion, PersonId person) {
        sql.update(END, look(organization, promotion, person));
    }

    /** Who has begun after that moment, for each promotion at which anybody is looking. */
    public Map<PromotionId, List<PersonId>> list(
            OrganizationId organization, Collection<PromotionId> promotions, Instant since) {
        String[] ids = promotions.stream().map(PromotionId::value).toArray(String[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        List<Look> looks = sql.list(
                LIST,
                Values.of(organization).and("promotions", ids).and("since", since),
                row -> new Look(row.get("promotion_id", PromotionId::new), row.get("person", PersonId::new)));
        return looks.stream().collect(groupingBy(Look::promotion, LinkedHashMap::new, mapping(Look::person, toList())));
    }

    /** Removes what began until that moment, in any organization, and says how much that was. */
    public int forget(Instant until, int limit) {
        return sql.update(FORGET, Values.none().and("until", until).and("limit", limit));
    }

    private static Values look(OrganizationId organization, PromotionId promotion, PersonId person) {
        return Values.of(organization).and("promotion", promotion).and("person", person);
    }
}
