package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;

/** What the embedded engine knows. */
record EngineProcesses(SluiceEngine engine) implements PromotionProcesses {
    private static final int MOST_INCIDENTS = 200;

    @Override
    public Optional<PromotionState> state(Actor actor, OrganizationId organization, PromotionId promotion) {
        try {
            return Optional.of(engine.definitions().state(actor, organization, promotion));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] file(Actor actor, OrganizationId organization, String process, int version) {
        return engine.definitions().file(actor, organization, process, version);
    }

    @Override
    public List<Incident> incidents(Actor actor, OrganizationId organization) {
        return engine.incidents().list(actor, organization, MOST_INCIDENTS);
    }

    @Override
    public void retry(Actor actor, OrganizationId organization, String incident) {
        engine.incidents().retry(actor, organization, incident);
    }

    @Override
    public PromotionRequest giveUp(
            Actor actor, OrganizationId organization, PromotionId promotion, String reason, IdempotencyKey key) {
        return engine.incidents().giveUp(actor, organization, promotion, reason, key);
    }
}
