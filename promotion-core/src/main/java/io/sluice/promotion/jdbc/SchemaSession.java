package io.sluice.promotion.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * One connection on which the schema is looked at or changed. Closing it gives the connection back as it came and undoes
 * what was not committed, where the database can.
 */
abstract sealed class SchemaSession implements AutoCloseable permits H2SchemaSession, PostgresSchemaSession {
    private static final String SCHEMA_EXISTS = """
            SELECT COUNT(*)
              FROM information_schema.schemata
             WHERE LOWER(schema_name) = LOWER(?)""";

    private final Connection connection;
    private final Optional<SchemaName> schema;
    private final boolean autoCommit;

    SchemaSession(Connection connection, Optional<SchemaName> schema) throws SQLException {
        this.connection = connection;
        this.schema = schema;
        this.autoCommit = connection.getAutoCommit();
    }

    static SchemaSession open(DataSource pool, Optional<SchemaName> schema) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            return switch (Dialect.of(connection)) {
                case H2 -> new H2SchemaSession(connection, schema);
                case POSTGRESQL -> new PostgresSchemaSession(connection, schema);
            };
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes this the only session that changes the schema, or leaves that to the claims of {@link SchemaHistory}. */
    abstract void lock() throws SQLException;

    /** The statement that makes a schema the present one. */
    abstract String enter(SchemaName name);

    /** Creates something with IF NOT EXISTS, although another session may be creating it now. */
    abstract void create(String ddl) throws SQLException;

    /** Makes the table in which {@link SchemaHistory} keeps what ran. */
    void createHistory() throws SQLException {
        create(SchemaHistory.CREATE);
    }

    /** Claims a script; false when another session has. */
    abstract boolean begin(SchemaHistory history, SchemaScript script) throws SQLException;

    /**
     * Takes a script over that another session began and is not there any more to finish.
     *
     * @return how many of its statements have run; empty when there is nothing to take over
     */
    abstract OptionalInt takeOver(SchemaScript script) throws SQLException;

    /** Runs one statement of a script; its first one has the index 0. */
    abstract void step(SchemaScript script, int index, String statement) throws SQLException;

    /** Keeps what was done. */
    abstract void commit() throws SQLException;

    /** What a failed script leaves behind, for people. */
    abstract String afterFailure(SchemaHistory history, SchemaScript script, String where) throws SQLException;

    /** Goes into the schema if it is there. */
    final boolean enterIfThere() throws SQLException {
        if (schema.isPresent()) {
            if (!exists(schema.get())) {
                return false;
            }
            execute(enter(schema.get()));
        }
        return true;
    }

    /** Goes into the schema, created when absent. Only then is the right to create schemas needed. */
    final void enterOrCreate() throws SQLException {
        if (!enterIfThere() && schema.isPresent()) {
            create("CREATE SCHEMA IF NOT EXISTS " + schema.get().value());
            execute(enter(schema.get()));
        }
    }

    final SchemaHistory history() {
        return new SchemaHistory(connection);
    }

    final void execute(String ddl) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ddl);
        }
    }

    final Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.setAutoCommit(autoCommit);
        } finally {
            connection.close();
        }
    }

    private boolean exists(SchemaName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SCHEMA_EXISTS)) {
            statement.setString(1, name.value());
            try (ResultSet count = statement.executeQuery()) {
                return count.next() && count.getInt(1) > 0;
            }
        }
    }
}
