package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.time.Instant;
import java.util.Optional;

/** When a person last reminded those who are asked. Its promotion's row is locked by whoever writes. Internal. */
public final class ReminderRows {
    private static final String FIND = """
            SELECT reminded_at
              FROM sluice_promotion_reminder
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String UPDATE = """
            UPDATE sluice_promotion_reminder SET reminded_at = :at
             WHERE org_id = :org AND promotion_id = :promotion""";

    private static final String INSERT = """
            INSERT INTO sluice_promotion_reminder (org_id, promotion_id, reminded_at)
            VALUES (:org, :promotion, :at)""";

    private final Sql sql;

    ReminderRows(Sql sql) {
        this.sql = sql;
    }

    /** When the last one was, if there was one. */
    public Optional<Instant> last(OrganizationId organization, PromotionId promotion) {
        return sql.find(FIND, Values.of(organization).and("promotion", promotion), row -> row.instant("reminded_at"));
    }

    /** Notes one. */
    public void note(OrganizationId organization, PromotionId promotion, Instant at) {
        Values values = Values.of(organization).and("promotion", promotion).and("at", at);
        if (sql.update(UPDATE, values) == 0) {
            sql.insert(INSERT, values);
        }
    }
}
