package io.sluice.promotion.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Every statement commits by itself, and there is no lock that would outlive one. */
final class H2SchemaSession extends SchemaSession {
    /** Two sessions that both found it absent: the second is told that the table or schema exists. */
    private static final Set<String> EXISTS = Set.of("42S01", "90078");

    /** What H2 says when two sessions create the same thing in the same moment; the next try finds it there. */
    private static final String COLLIDED = "HY000";

    private static final int TRIES = 10;

    private final String schemaBefore;

    H2SchemaSession(Connection connection, Optional<SchemaName> schema) throws SQLException {
        super(connection, schema);
        this.schemaBefore = connection.getSchema();
        connection.setAutoCommit(true);
    }

    @Override
    void lock() {
        // The row that claims a script is the lock.
    }

    @Override
    String enter(SchemaName name) {
        return "SET SCHEMA " + name.value();
    }

    @Override
    void create(String ddl) throws SQLException {
        for (int tried = 1; ; tried++) {
            try {
                execute(ddl);
                return;
            } catch (SQLException e) {
                if (EXISTS.contains(e.getSQLState())) {
                    return;
                }
                if (tried == TRIES || !COLLIDED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    @Override
    void commit() {
        // Everything is.
    }

    @Override
    String afterFailure(SchemaHistory history, SchemaScript script, String where) throws SQLException {
        history.fail(script, where);
        return "The statements before it took effect.";
    }

    @Override
    public void close() throws SQLException {
        try {
            connection().setSchema(schemaBefore);
        } finally {
            super.close();
        }
    }
}
