package io.sluice.promotion.bpmn;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.step.PromotionKey;
import io.sluice.promotion.identity.OrganizationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

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

    /**
     * The connections of this node.
     *
     * @param active at work
     * @param waiting threads that wait for one
     * @param most how many there can be
     */
    public record Pool(int active, int waiting, int most) {}

    /** The connections of this node, when they are a HikariCP pool that has been used; asks no database. */
    public Optional<Pool> pool() {
        try {
            DataSource source =
                    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource();
            if (!source.isWrapperFor(HikariDataSource.class)) {
                return Optional.empty();
            }
            HikariDataSource pool = source.unwrap(HikariDataSource.class);
            return Optional.ofNullable(pool.getHikariPoolMXBean())
                    .map(now -> new Pool(
                            now.getActiveConnections(), now.getThreadsAwaitingConnection(), pool.getMaximumPoolSize()));
        } catch (SQLException e) {
            return Optional.empty();
        }
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
