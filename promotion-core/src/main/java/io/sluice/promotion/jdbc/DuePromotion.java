package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import java.sql.SQLException;

/**
 * A promotion for which Sluice has to do something by itself. Internal: used by the entry package.
 *
 * @param organization the tenant
 * @param promotion which one
 */
public record DuePromotion(OrganizationId organization, PromotionId promotion) {
    static DuePromotion read(Row row) throws SQLException {
        return new DuePromotion(row.organization(), row.get("promotion_id", PromotionId::new));
    }
}
