package io.sluice.promotion.policy;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;

/**
 * One immutable revision of a workspace's policy.
 *
 * @param organization the tenant
 * @param workspace whose policy
 * @param revision 1, 2, 3…
 * @param policy the demands
 * @param reason why it replaced the one before
 * @param createdBy who did
 * @param createdAt when
 */
public record PolicyRevision(
        OrganizationId organization,
        WorkspaceId workspace,
        int revision,
        PromotionPolicy policy,
        String reason,
        PersonId createdBy,
        Instant createdAt) {}
