package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.IncidentQuery;

/**
 * How the engine fares, over all organizations: for the host program's own monitoring, so nobody is asked for a
 * permission. What a host shows to persons goes through {@link Incidents}. Thread-safe.
 */
public final class EngineMonitor {
    /**
     * An open incident and whose it is.
     *
     * @param organization whose promotion it holds up
     * @param incident the incident
     */
    public record Opened(OrganizationId organization, Incident incident) {}

    private final ProcessEngine engine;
    private final OwnDefinitions own;

    EngineMonitor(PromotionEngine engine) {
        this.engine = engine.processEngine();
        this.own = engine.own();
    }

    /** How many steps wait for somebody. One statement. */
    public long openIncidents() {
        String all = "SELECT COUNT(*) FROM " + table(org.camunda.bpm.engine.runtime.Incident.class)
                + " I WHERE I.ID_ = I.CAUSE_INCIDENT_ID_";
        return engine.getRuntimeService()
                .createNativeExecutionQuery()
                .sql(own.areAmongOthers() ? all + ofPromotions() : all)
                .count();
    }

    private String ofPromotions() {
        return " AND EXISTS (SELECT 1 FROM " + table(ProcessDefinition.class) + " P JOIN " + table(Deployment.class)
                + " D ON D.ID_ = P.DEPLOYMENT_ID_ WHERE P.ID_ = I.PROC_DEF_ID_ AND D.SOURCE_ LIKE '"
                + OwnDefinitions.SOURCE_BEGINS_WITH + "%')";
    }

    private String table(Class<?> entity) {
        return engine.getManagementService().getTableName(entity);
    }

    /**
     * The incidents that came up after a moment and are still open, the oldest first.
     *
     * @param limit 1 to 1,000
     */
    public List<Opened> incidentsSince(Instant moment, int limit) {
        Incidents.requireLimit(limit);
        IncidentQuery later = engine.getRuntimeService()
                .createIncidentQuery()
                .incidentTimestampAfter(Date.from(moment))
                .orderByIncidentTimestamp()
                .asc();
        return own
                .first(
                        limit,
                        at -> later.listPage(at, limit),
                        org.camunda.bpm.engine.runtime.Incident::getProcessDefinitionId)
                .stream()
                .filter(found -> found.getId().equals(found.getCauseIncidentId()))
                .flatMap(found -> opened(found).stream())
                .toList();
    }

    /**
     * Whether another engine works on the very tables of this one, so that each would run the jobs of the other. It is tried
     * out: the other engine writes a property and removes it again.
     */
    public boolean sharesTablesWith(ProcessEngine other) {
        String property = "sluice.trial." + UUID.randomUUID();
        other.getManagementService().setProperty(property, "1");
        try {
            return engine.getManagementService().getProperties().containsKey(property);
        } finally {
            other.getManagementService().deleteProperty(property);
        }
    }

    /** A called process need not have the variables of its promotion, so the outermost one is asked. */
    private Optional<Opened> opened(org.camunda.bpm.engine.runtime.Incident found) {
        return Optional.ofNullable(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(found.getProcessInstanceId())
                        .singleResult())
                .map(instance -> engine.getRuntimeService()
                        .getVariables(instance.getRootProcessInstanceId(), PromotionKey.VARIABLES))
                .filter(variables -> variables.containsKey(PromotionKey.PROMOTION))
                .map(PromotionKey::of)
                .map(key -> new Opened(key.organization(), Incidents.incident(key.promotion(), found)));
    }
}
