package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.OrganizationId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;

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

    EngineMonitor(ProcessEngine engine) {
        this.engine = engine;
    }

    /** How many steps wait for somebody. One statement. */
    public long openIncidents() {
        String table = engine.getManagementService().getTableName(org.camunda.bpm.engine.runtime.Incident.class);
        return engine.getRuntimeService()
                .createNativeExecutionQuery()
                .sql("SELECT COUNT(*) FROM " + table + " WHERE ID_ = CAUSE_INCIDENT_ID_")
                .count();
    }

    /**
     * The incidents that came up after a moment and are still open, the oldest first.
     *
     * @param limit 1 to 1,000
     */
    public List<Opened> incidentsSince(Instant moment, int limit) {
        Incidents.requireLimit(limit);
        return engine
                .getRuntimeService()
                .createIncidentQuery()
                .incidentTimestampAfter(Date.from(moment))
                .orderByIncidentTimestamp()
                .asc()
                .listPage(0, limit)
                .stream()
                .filter(found -> found.getId().equals(found.getCauseIncidentId()))
                .flatMap(found -> opened(found).stream())
                .toList();
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
