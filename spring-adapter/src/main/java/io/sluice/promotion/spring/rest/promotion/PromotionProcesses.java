package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the engine knows of promotions. */
public interface PromotionProcesses {
    /** Where a promotion stands in its process; empty when that never began. */
    Optional<PromotionState> state(Actor actor, OrganizationId organization, PromotionId promotion);

    /** The file of a process version. */
    byte[] file(Actor actor, OrganizationId organization, String process, int version);

    /** The incidents of the organization. */
    List<Incident> incidents(Actor actor, OrganizationId organization);

    /** Has a step tried again. */
    void retry(Actor actor, OrganizationId organization, String incident);

    /** Ends a promotion that an incident holds up. */
    PromotionRequest giveUp(
            Actor actor, OrganizationId organization, PromotionId promotion, String reason, IdempotencyKey key);

    /** Promotions with an incident, as far as the caller may know of incidents. */
    default Set<PromotionId> stuck(Actor actor, OrganizationId organization) {
        try {
            return incidents(actor, organization).stream()
                    .map(Incident::promotion)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (ForbiddenException | NotFoundException e) {
            return Set.of();
        }
    }

    /** Those of this engine. */
    static PromotionProcesses of(SluiceEngine engine) {
        return new EngineProcesses(engine);
    }
}
