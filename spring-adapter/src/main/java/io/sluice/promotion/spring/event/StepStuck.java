package io.sluice.promotion.spring.event;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.identity.OrganizationId;

/**
 * A step of a promotion has used up its attempts and waits for somebody. Unlike {@link PromotionEvent} it is published by
 * every node that works, within half a minute, and again after a restart while it is open.
 *
 * @param organization whose promotion
 * @param incident the step, its promotion, and what the last attempt said
 */
public record StepStuck(OrganizationId organization, Incident incident) {}
