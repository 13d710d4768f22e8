package io.sluice.promotion.request;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.List;

/**
 * A policy in force that cannot be met at present, because too few people could approve.
 *
 * @param organization the tenant
 * @param workspace whose policy
 * @param revision its number
 * @param missing what is missing, a whole sentence for each rule
 * @param open the requests into the workspace that are open
 */
public record Shortage(
        OrganizationId organization,
        WorkspaceId workspace,
        int revision,
        List<String> missing,
        List<PromotionId> open) {
    /** Copies the lists. */
    public Shortage {
        missing = List.copyOf(missing);
        open = List.copyOf(open);
    }
}
