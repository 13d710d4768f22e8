package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.problem.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The engine's tables, and two indexes that the engine lacks. Any number of programs may start on an empty schema at
 * once: one creates everything while the others wait. On PostgreSQL that is one transaction. H2 commits each statement by
 * itself, so there what an earlier start left half done is passed over and completed. On a complete schema nothing is
 * changed.
 *
 * <p>Works on a connection of its own and is never part of a unit of work.
 */
public final class EngineSchema {
    /** The key of the advisory lock on PostgreSQL: "sluice". */
    private static final long LOCK = 0x736C75696365L;

    private static final int WAIT_MILLIS = 100;
    private static final int MAX_WAITS = 1_200;

    /** H2's codes for a table, an index, a constraint and a row that are there already. */
    private static final Set<Integer> H2_EXISTS = Set.of(42101, 42111, 90045, 23505);

    private final DataSource dataSource;
    private final EngineTables tables;
    private final EngineScripts scripts;

    /** The tables at this place, reached through connections of this data source. */
    public EngineSchema(DataSource dataSource, EngineTables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
        this.scripts = new EngineScripts(tables.prefix());
    }

    /**
     * Creates whatever is missing.
     *
     * @return whether anything was
     */
    public boolean create() {
        return withConnection((connection, catalog) -> {
            if (catalog.isComplete()) {
                catalog.requireVersion();
                return false;
            }
            if (catalog.dialect() == Dialect.POSTGRES) {
                createInOneTransaction(connection, catalog);
            } else {
                createStepByStep(connection, catalog);
            }
            return true;
        });
    }

    /**
     * Checks without changing anything.
     *
     * @return the columns that should have an index and have none, such as {@code ACT_RU_JOB(DUEDATE_)}
     * @throws IllegalStateException when the tables are missing or made for another version of the engine
     */
    public List<String> validate() {
        return withConnection((connection, catalog) -> {
            catalog.requireVersion();
            return catalog.lackedIndexes().stream()
                    .map(index -> index.table() + "(" + index.column() + ")")
                    .toList();
        });
    }

    /** The statements that create everything in an empty schema, for an administrator to run. */
    public List<String> script() {
        return withConnection((connection, catalog) -> scripts.everything(catalog.dialect()));
    }

    private void createInOneTransaction(Connection connection, EngineCatalog catalog) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "set local lock_timeout = '60s'");
            execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            if (tables.schema().isPresent()) {
                if (!catalog.hasSchema()) {
                    execute(connection, "create schema " + catalog.schema());
                }
                execute(connection, "set local search_path to " + catalog.schema());
            }
            List<String> statements = scripts.everything(Dialect.POSTGRES);
            if (catalog.hasTables()) {
                catalog.requireVersion();
                statements = scripts.missingIndexes();
            }
            for (String statement : statements) {
                execute(connection, statement);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void createStepByStep(Connection connection, EngineCatalog catalog) throws SQLException {
        String before = connection.getSchema();
        if (tables.schema().isPresent()) {
            execute(connection, "create schema if not exists " + catalog.schema());
            connection.setSchema(catalog.schema());
        }
        try {
            for (int attempt = 1; !catalog.isComplete(); attempt++) {
                if (H2Lease.take(connection, tables.prefix())) {
                    try {
                        catalog.requireVersionIfAny();
                        complete(connection);
                    } finally {
                        H2Lease.giveBack(connection, tables.prefix());
                    }
                } else if (attempt == MAX_WAITS) {
                    throw new SQLException("Another program has been creating the engine's tables for too long.");
                } else {
                    pause();
                }
            }
        } finally {
            connection.setSchema(before);
        }
    }

    private void complete(Connection connection) throws SQLException {
        for (String statement : scripts.everything(Dialect.H2)) {
            try {
                execute(connection, statement);
            } catch (SQLException e) {
                if (!H2_EXISTS.contains(e.getErrorCode())) {
                    throw e;
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "database.engineSchema", "Waiting for the engine's tables was interrupted.", e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work<T> {
        T on(Connection connection, EngineCatalog catalog) throws SQLException;
    }

    /** A pool may lend connections that do not commit by themselves; it gets them back as they came. */
    private <T> T withConnection(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                return work.on(connection, new EngineCatalog(connection, tables));
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new UnavailableException(
                    "database.engineSchema", "The engine's tables could not be checked or created.", e);
        }
    }
}
