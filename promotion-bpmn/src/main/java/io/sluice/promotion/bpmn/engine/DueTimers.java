package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.runtime.Job;

/**
 * The engine's timers that are due, many at a time. The engine takes a few, marks each as its own, and runs each in a
 * transaction of its own; here they are locked by the transaction that moves them, and nobody waits for a locked one. Those
 * that the engine has taken, or that failed before, are left to it.
 */
public final class DueTimers {
    private static final String IS_DUE = """
             WHERE DUEDATE_ <= ? AND RETRIES_ > 0 AND SUSPENSION_STATE_ = 1 AND TYPE_ = 'timer'
               AND EXCEPTION_MSG_ IS NULL AND (LOCK_OWNER_ IS NULL OR LOCK_EXP_TIME_ < ?)""";

    /**
     * A place in a process definition at which timers are due.
     *
     * @param definition id of the job's definition
     * @param process id of the process definition
     */
    public record Place(String definition, String process) {}

    /**
     * A timer that is due.
     *
     * @param id the job's
     * @param definition id of its definition
     * @param instance id of the process instance
     */
    public record Timer(String id, String definition, String instance) {}

    /**
     * When a timer goes off next.
     *
     * @param at then
     * @param cycle its repetition from then on, as the engine reads it
     */
    public record Next(Instant at, String cycle) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final ProcessEngine engine;
    private final ProcessEngineConfigurationImpl configuration;
    private final Transactions transactions;
    private final String jobs;

    /** The engine's columns know no time zone; which one is meant knows whoever configured the engine. */
    private final TypeHandler<Date> moments;

    /** The timers of an engine. */
    public DueTimers(ProcessEngine engine, Transactions transactions) {
        this.engine = engine;
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.transactions = transactions;
        this.jobs = configuration.getDatabaseTablePrefix() + "ACT_RU_JOB";
        this.moments = configuration
                .getSqlSessionFactory()
                .getConfiguration()
                .getTypeHandlerRegistry()
                .getTypeHandler(Date.class, JdbcType.TIMESTAMP);
    }

    /** Where timers are due; nowhere, most of the time. */
    public List<Place> places(Instant now) {
        String query = "SELECT DISTINCT JOB_DEF_ID_, PROCESS_DEF_ID_ FROM " + jobs + "\n" + IS_DUE
                + " AND JOB_DEF_ID_ IS NOT NULL";
        return ask(query, now, List.of(), row -> new Place(row.getString(1), row.getString(2)));
    }

    /**
     * Timers that are due, locked until the unit of work ends, the oldest first. Those that another unit of work has locked
     * are passed over.
     *
     * @param definitions ids of jobs' definitions, at least one
     */
    public List<Timer> take(Collection<String> definitions, Instant now, int limit) {
        if (!transactions.active()) {
            throw new IllegalStateException("Timers are taken inside a unit of work only.");
        }
        String query = "SELECT ID_, JOB_DEF_ID_, PROCESS_INSTANCE_ID_ FROM " + jobs + "\n" + IS_DUE
                + " AND JOB_DEF_ID_ IN (" + String.join(", ", Collections.nCopies(definitions.size(), "?")) + ")"
                + " ORDER BY DUEDATE_ LIMIT " + limit + " FOR UPDATE SKIP LOCKED";
        return ask(query, now, definitions, row -> new Timer(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Has timers that were taken go off another time. */
    public void move(Map<String, Next> next) {
        configuration.getCommandExecutorTxRequired().execute(context -> {
            List<Job> moved = engine.getManagementService()
                    .createJobQuery()
                    .jobIds(next.keySet())
                    .list();
            for (Job job : moved) {
                TimerEntity timer = (TimerEntity) job;
                Next then = Objects.requireNonNull(next.get(timer.getId()));
                timer.setDuedate(Date.from(then.at()));
                timer.setRepeat(then.cycle());
            }
            return moved.size();
        });
    }

    private <T> List<T> ask(String query, Instant now, Collection<String> more, Reader<T> reader) {
        try (Connection connection = transactions.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            Date due = Date.from(now);
            moments.setParameter(statement, 1, due, JdbcType.TIMESTAMP);
            moments.setParameter(statement, 2, due, JdbcType.TIMESTAMP);
            int position = 3;
            for (String value : more) {
                statement.setString(position++, value);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new UnavailableException("engine.busy", "The timers that are due could not be read.", e);
        }
    }
}
