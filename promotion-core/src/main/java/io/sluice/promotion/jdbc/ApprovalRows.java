package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.request.Approval;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The decisions of people. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class ApprovalRows {
    ApprovalRows() {}

    /** Adds a decision. */
    public void insert(Approval approval) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The decisions on a request, oldest first. */
    public List<Approval> list(OrganizationId organization, PromotionId promotion) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The decisions on several requests, each oldest first; every request has an entry. */
    public Map<PromotionId, List<Approval>> listAll(OrganizationId organization, Collection<PromotionId> promotions) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
