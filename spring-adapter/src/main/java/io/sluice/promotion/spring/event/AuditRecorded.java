package io.sluice.promotion.spring.event;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Optional;

/**
 * Anything that is written into the audit trail, about promotions, workspaces, policies or the organization. Published like
 * {@link PromotionEvent}, which says the same in plainer words where it is about a promotion.
 *
 * @param event type, time, data; persons in it are references
 * @param promotion the promotion it is about, if it is about one
 * @param person whoever did it; empty when Sluice did
 */
public record AuditRecorded(AuditEvent event, Optional<PromotionRequest> promotion, Optional<PersonId> person) {}
