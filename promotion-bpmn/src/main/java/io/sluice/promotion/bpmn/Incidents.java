package io.sluice.promotion.bpmn;

import io.sluice.promotion.Acts;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
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
