package io.sluice.promotion.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Every DDL statement commits by itself, and there is no lock that would outlive one. What each script has done is noted
 * statement by statement, so that it can be taken over from a program that was killed.
 */
final class H2SchemaSession extends SchemaSession {
    /** Changes of data that take effect together. */
    private interface Change {
        boolean make() throws SQLException;
    }

    /** Two sessions that both found it absent: the second is told that the table or schema exists. */
    private static final Set<String> EXISTS = Set.of("42S01", "90078");

    /** What H2 says when two sessions create the same thing in the same moment; the next try finds it there. */
    private static final String COLLIDED = "HY000";

    private static final int TRIES = 10;

    /**
     * What H2 says of a statement that took effect already: a table, an index, a column or a constraint that is there, or
     * that is gone.
     */
    private static final Set<String> TOOK_EFFECT =
            Set.of("42S01", "42S11", "42S12", "42S21", "42S22", "90045", "90057");

    private final String schemaBefore;
    private final H2Claims claims;

    /** The only statement that may have run before its claim was taken over. */
    private OptionalInt inDoubt = OptionalInt.empty();

    H2SchemaSession(Connection connection, Optional<SchemaName> schema) throws SQLException {
        super(connection, schema);
        this.schemaBefore = connection.getSchema();
        this.claims = new H2Claims(connection);
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
    void createHistory() throws SQLException {
        super.createHistory();
        if (claims.areLacked()) {
            create("ALTER TABLE sluice_schema ADD COLUMN IF NOT EXISTS runner VARCHAR(100)");
            create("ALTER TABLE sluice_schema ADD COLUMN IF NOT EXISTS done INTEGER");
        }
    }

    @Override
    boolean begin(SchemaHistory history, SchemaScript script) throws SQLException {
        return together(() -> {
            boolean first = history.begin(script);
            if (first) {
                claims.claim(script);
            }
            return first;
        });
    }

    @Override
    OptionalInt takeOver(SchemaScript script) throws SQLException {
        inDoubt = claims.takeOver(script);
        return inDoubt;
    }

    /** Data are changed together with the note of it; DDL commits before, and is in doubt until the note is there. */
    @Override
    void step(SchemaScript script, int index, String statement) throws SQLException {
        together(() -> {
            try {
                execute(statement);
            } catch (SQLException e) {
                if (inDoubt.orElse(-1) != index || !TOOK_EFFECT.contains(e.getSQLState())) {
                    throw e;
                }
            }
            claims.note(script, index + 1);
            return true;
        });
    }

    private boolean together(Change change) throws SQLException {
        connection().setAutoCommit(false);
        try {
            boolean result = change.make();
            connection().commit();
            return result;
        } catch (SQLException e) {
            connection().rollback();
            throw e;
        } finally {
            connection().setAutoCommit(true);
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
            claims.giveBack();
            connection().setSchema(schemaBefore);
        } finally {
            super.close();
        }
    }
}
