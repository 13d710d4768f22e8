package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.problem.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;

/**
 * The engine's tables, and two indexes that the engine lacks. Any number of programs may start on an empty schema at
 * once: one creates everything while the others wait. On PostgreSQL that is one transaction. H2 commits each statement by
 * itself, so there what an earlier start left half done is passed over and completed. On a complete schema nothing is
 * changed.
 *
 * <p>Works on a connection of its own and is never part of a unit of work.
 */
public final class EngineSchema {
    private static final String VERSION = "7.24.";
    private static final String SCRIPT = "org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql";
    private static final List<String> COMPONENTS = List.of("engine", "history", "identity");

    /** Names of tables, indexes and constraints; columns such as {@code ACT_ID_} stay as they are. */
    private static final Pattern NAME = Pattern.compile("\\bACT_(?=(?:RE|RU|GE|HI|IDX|FK|UNIQ)_|ID_[A-Z])");

    private static final long LOCK = 0x736C75696365L;
    private static final int WAIT_MILLIS = 100;
    private static final int MAX_WAITS = 1_200;

    /** H2's codes for a table, an index, a constraint and a row that are there already. */
    private static final Set<Integer> H2_EXISTS = Set.of(42101, 42111, 90045, 23505);

    /** An index that the engine selects by and does not create. */
    private record Index(String name, String table, String column) {}

    private static final List<Index> INDEXES = List.of(
            new Index("SLUICE_IDX_TASK_PARENT", "ACT_RU_TASK", "PARENT_TASK_ID_"),
            new Index("SLUICE_IDX_JOB_DUEDATE", "ACT_RU_JOB", "DUEDATE_"));

    private final DataSource dataSource;
    private final EngineTables tables;

    /** The tables at this place, reached through connections of this data source. */
    public EngineSchema(DataSource dataSource, EngineTables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /**
     * Creates whatever is missing.
     *
     * @return whether anything was
     */
    public boolean create() {
        return withConnection(connection -> {
            Dialect dialect = Dialect.of(connection);
            if (isComplete(connection, dialect)) {
                requireVersion(connection, dialect);
                return false;
            }
            if (dialect == Dialect.POSTGRES) {
                createInOneTransaction(connection);
            } else {
                createStepByStep(connection);
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
        return withConnection(connection -> {
            Dialect dialect = Dialect.of(connection);
            requireVersion(connection, dialect);
            return INDEXES.stream()
                    .filter(index -> !exists(connection, dialect, index))
                    .map(index -> tables.prefix() + index.table() + "(" + index.column() + ")")
                    .toList();
        });
    }

    /** The statements that create everything in an empty schema, for an administrator to run. */
    public List<String> script() {
        return withConnection(connection -> statements(Dialect.of(connection)));
    }

    private void createInOneTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, "set local lock_timeout = '60s'");
            execute(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
            if (tables.schema().isPresent()) {
                String schema = schema(connection, Dialect.POSTGRES);
                if (!schemaExists(connection, schema)) {
                    execute(connection, "create schema " + schema);
                }
                execute(connection, "set local search_path to " + schema);
            }
            if (hasTables(connection, Dialect.POSTGRES)) {
                requireVersion(connection, Dialect.POSTGRES);
                for (String statement : indexStatements()) {
                    execute(connection, statement);
                }
            } else {
                for (String statement : statements(Dialect.POSTGRES)) {
                    execute(connection, statement);
                }
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void createStepByStep(Connection connection) throws SQLException {
        String before = connection.getSchema();
        if (tables.schema().isPresent()) {
            String schema = schema(connection, Dialect.H2);
            execute(connection, "create schema if not exists " + schema);
            connection.setSchema(schema);
        }
        try {
            for (int attempt = 1; !isComplete(connection, Dialect.H2); attempt++) {
                if (H2Lease.take(connection, tables.prefix())) {
                    try {
                        completeStepByStep(connection);
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

    private void completeStepByStep(Connection connection) throws SQLException {
        String version = tableExists(connection, Dialect.H2, "ACT_GE_SCHEMA_LOG") ? newestVersion(connection) : "";
        if (!version.isEmpty()) {
            requireVersion(version);
        }
        for (String statement : statements(Dialect.H2)) {
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

    private List<String> statements(Dialect dialect) {
        return Stream.concat(
                        COMPONENTS.stream().flatMap(component -> statements(dialect, component)),
                        indexStatements().stream())
                .toList();
    }

    private Stream<String> statements(Dialect dialect, String component) {
        String script = read(SCRIPT.formatted(dialect.engineName(), component));
        String code = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(?:\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> NAME.matcher(statement).replaceAll(tables.prefix() + "ACT_"));
    }

    private List<String> indexStatements() {
        return INDEXES.stream()
                .map(index -> "create index if not exists " + tables.prefix() + index.name() + " on " + tables.prefix()
                        + index.table() + "(" + index.column() + ")")
                .toList();
    }

    private static String read(String resource) {
        try (InputStream script = ProcessEngine.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(script, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isComplete(Connection connection, Dialect dialect) throws SQLException {
        return hasTables(connection, dialect) && INDEXES.stream().allMatch(index -> exists(connection, dialect, index));
    }

    private boolean hasTables(Connection connection, Dialect dialect) throws SQLException {
        return tableExists(connection, dialect, "ACT_RU_EXECUTION");
    }

    private boolean tableExists(Connection connection, Dialect dialect, String table) throws SQLException {
        try (ResultSet found = connection
                .getMetaData()
                .getTables(
                        null,
                        literally(connection, schema(connection, dialect)),
                        literally(connection, dialect.fold(tables.prefix() + table)),
                        null)) {
            return found.next();
        }
    }

    private boolean exists(Connection connection, Dialect dialect, Index index) {
        String table = dialect.fold(tables.prefix() + index.table());
        try (ResultSet found =
                connection.getMetaData().getIndexInfo(null, schema(connection, dialect), table, false, true)) {
            while (found.next()) {
                if (found.getShort("ORDINAL_POSITION") == 1
                        && index.column().equalsIgnoreCase(found.getString("COLUMN_NAME"))) {
                    return true;
                }
            }
            return false;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** In the pattern that metadata is asked by, an underscore would stand for any character. */
    private static String literally(Connection connection, String name) throws SQLException {
        return name.replace("_", connection.getMetaData().getSearchStringEscape() + "_");
    }

    private String schema(Connection connection, Dialect dialect) throws SQLException {
        return tables.schema().isPresent() ? dialect.fold(tables.schema().get()) : connection.getSchema();
    }

    private static boolean schemaExists(Connection connection, String schema) throws SQLException {
        try (ResultSet found = connection.getMetaData().getSchemas(null, literally(connection, schema))) {
            return found.next();
        }
    }

    private void requireVersion(Connection connection, Dialect dialect) throws SQLException {
        if (!hasTables(connection, dialect)) {
            throw new IllegalStateException(
                    "The engine's tables are missing. Let Sluice create them, or run its script.");
        }
        requireVersion(newestVersion(connection));
    }

    private static void requireVersion(String version) {
        if (!version.startsWith(VERSION)) {
            throw new IllegalStateException("The engine's tables are made for version " + version
                    + " of the engine, Sluice needs " + VERSION + "x. Run the engine's upgrade scripts.");
        }
    }

    private String newestVersion(Connection connection) throws SQLException {
        String log = tables.schema().map(schema -> schema + ".").orElse("") + tables.prefix() + "ACT_GE_SCHEMA_LOG";
        try (Statement statement = connection.createStatement();
                ResultSet versions =
                        statement.executeQuery("select VERSION_ from " + log + " order by TIMESTAMP_ desc")) {
            return versions.next() ? String.valueOf(versions.getString(1)) : "";
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T withConnection(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static UnavailableException unavailable(SQLException e) {
        return new UnavailableException(
                "database.engineSchema", "The engine's tables could not be checked or created.", e);
    }
}
