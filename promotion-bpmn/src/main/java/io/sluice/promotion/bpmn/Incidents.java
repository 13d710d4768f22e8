package io.sluice.promotion.bpmn;

import io.sluice.promotion.Acts;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;

/**
 * Steps whose attempts are used up: their promotions wait until somebody mends the cause and has them tried again. Needs
 * the permission OPERATE in all of the organization. Thread-safe.
 */
public final class Incidents {
    private static final int MOST = 1_000;

    /**
     * A step that cannot go on by itself.
     *
     * @param id names it
     * @param promotion whose step
     * @param step id of the step in the process
     * @param message what the last attempt ended with, may be empty
     * @param since when that was
     */
    public record Incident(String id, PromotionId promotion, String step, String message, Instant since) {}

    private final ProcessEngine engine;
    private final OwnDefinitions own;
    private final Acts acts;

    Incidents(PromotionEngine engine, Acts acts) {
        this.engine = engine.processEngine();
        this.own = engine.own();
        this.acts = acts;
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException(
                    "limit", "page.limit", "A page has 1 to " + MOST + " entries, not " + limit + ".");
        }
    }

    /**
     * The open incidents of an organization.
     *
     * @param limit of how many promotions, 1 to 1,000
     */
    public List<Incident> list(Actor actor, OrganizationId organization, int limit) {
        requireLimit(limit);
        acts.require(actor, organization, Operation.VIEW_INCIDENT);
        ProcessInstanceQuery stuck = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .variableValueEquals(PromotionKey.ORGANIZATION, organization.value())
                .withIncident()
                .orderByProcessInstanceId()
                .asc();
        return own.first(limit, at -> stuck.listPage(at, limit), ProcessInstance::getProcessDefinitionId).stream()
                .flatMap(instance -> of(instance).stream())
                .toList();
    }

    /**
     * Gives the step all its attempts again, the first one at once.
     *
     * @throws NotFoundException when the organization has no such incident, or has it no more
     */
    public void retry(Actor actor, OrganizationId organization, String id) {
        Map<String, String> facts = Map.of("incident", Identifier.require("incident", id));
        acts.perform(
                actor,
                organization,
                Operation.RETRY_INCIDENT,
                "incident.retried",
                facts,
                () -> retry(organization, id));
    }

    /**
     * Ends the promotion that a step holds up: it has failed, its target is free again, and the requester is told. When the
     * deployer was at work, it is asked what is live, and the record follows. Needs the permission OPERATE in the target.
     *
     * @param reason why nobody mends the cause, for people
     * @throws NotFoundException when the organization has no such incident, or has it no more
     * @throws io.sluice.promotion.problem.ConflictException {@code repair.unknownVersion}: neither the promoted version nor
     *     the one before it is live
     * @throws io.sluice.promotion.problem.UnavailableException {@code deployer.unavailable}: nobody knows what is live
     */
    public PromotionRequest giveUp(
            Actor actor, OrganizationId organization, String id, String reason, IdempotencyKey key) {
        String incident = Identifier.require("incident", id);
        return acts.giveUp(
                actor,
                organization,
                incident,
                reason,
                key,
                () -> stuck(organization, incident),
                () -> find(incident).isPresent());
    }

    /** The same for whichever incident holds a promotion up. */
    public PromotionRequest giveUp(
            Actor actor, OrganizationId organization, PromotionId promotion, String reason, IdempotencyKey key) {
        return acts.giveUp(
                actor,
                organization,
                promotion.value(),
                reason,
                key,
                () -> holdingUp(organization, promotion)
                        .map(found -> new Acts.Stuck(promotion, Map.of("incident", found.id(), "step", found.step())))
                        .orElseThrow(() -> new NotFoundException("incident")),
                () -> holdingUp(organization, promotion).isPresent());
    }

    private Optional<Incident> holdingUp(OrganizationId organization, PromotionId promotion) {
        return engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(promotion.value())
                .rootProcessInstances()
                .variableValueEquals(PromotionKey.ORGANIZATION, organization.value())
                .list()
                .stream()
                .flatMap(instance -> of(instance).stream())
                .findFirst();
    }

    private Acts.Stuck stuck(OrganizationId organization, String id) {
        org.camunda.bpm.engine.runtime.Incident found = find(id).filter(one -> belongsTo(one, organization))
                .orElseThrow(() -> new NotFoundException("incident"));
        PromotionId promotion = promotionOf(found);
        return new Acts.Stuck(
                promotion,
                Map.of("incident", id, "step", incident(promotion, found).step()));
    }

    /** A called process has a key of its own; the outermost one is the promotion's. */
    private PromotionId promotionOf(org.camunda.bpm.engine.runtime.Incident incident) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(incident.getProcessInstanceId())
                .singleResult();
        if (instance == null) {
            throw new NotFoundException("incident"); // It was mended at this moment.
        }
        return PromotionKey.of(engine.getRuntimeService()
                        .getVariables(instance.getRootProcessInstanceId(), PromotionKey.VARIABLES))
                .promotion();
    }

    private void retry(OrganizationId organization, String id) {
        org.camunda.bpm.engine.runtime.Incident incident = find(id).filter(found -> belongsTo(found, organization))
                .orElseThrow(() -> new NotFoundException("incident"));
        switch (incident.getIncidentType()) {
            case org.camunda.bpm.engine.runtime.Incident.EXTERNAL_TASK_HANDLER_TYPE ->
                engine.getExternalTaskService().setRetries(incident.getConfiguration(), ExternalWorker.ATTEMPTS);
            default ->
                engine.getManagementService().setJobRetries(incident.getConfiguration(), PromotionEngine.ATTEMPTS);
        }
    }

    /** An incident in a called process shows at its caller too, and is told once. */
    private List<Incident> of(ProcessInstance instance) {
        return engine.getRuntimeService().createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                .flatMap(shown -> find(shown.getRootCauseIncidentId()).stream())
                .map(cause -> incident(new PromotionId(instance.getBusinessKey()), cause))
                .toList();
    }

    static Incident incident(PromotionId promotion, org.camunda.bpm.engine.runtime.Incident cause) {
        return new Incident(
                cause.getId(),
                promotion,
                cause.getFailedActivityId() == null ? cause.getActivityId() : cause.getFailedActivityId(),
                cause.getIncidentMessage() == null ? "" : cause.getIncidentMessage(),
                cause.getIncidentTimestamp().toInstant());
    }

    private Optional<org.camunda.bpm.engine.runtime.Incident> find(String id) {
        return Optional.ofNullable(
                engine.getRuntimeService().createIncidentQuery().incidentId(id).singleResult());
    }

    private boolean belongsTo(org.camunda.bpm.engine.runtime.Incident incident, OrganizationId organization) {
        String instance = incident.getProcessInstanceId();
        return own.has(incident.getProcessDefinitionId())
                && engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceId(instance)
                                .variableValueEquals(PromotionKey.ORGANIZATION, organization.value())
                                .count()
                        > 0;
    }
}
