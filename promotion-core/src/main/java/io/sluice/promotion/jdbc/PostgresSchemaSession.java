package io.sluice.promotion.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Everything in one transaction: settings, lock and changes end with it. */
final class PostgresSchemaSession extends SchemaSession {
    /** The first half of the advisory lock's key; the second tells schemas of one database apart. */
    private static final int LOCK = 0x51_01_CE_01;

    private final int lockOfSchema;

    PostgresSchemaSession(Connection connection, Optional<SchemaName> schema) throws SQLException {
        super(connection, schema);
        this.lockOfSchema = schema.map(
                        name -> name.value().toLowerCase(Locale.ROOT).hashCode())
                .orElse(0);
        connection.setAutoCommit(false);
    }

    /** Waits for a node that migrates, but not for ever; afterwards waits for no lock of the application's longer than 5 s. */
    @Override
    void lock() throws SQLException {
        execute("SET LOCAL lock_timeout = '5min'");
        execute(lockStatement(lockOfSchema));
        execute("SET LOCAL lock_timeout = '5s'");
    }

    static String lockStatement(int lockOfSchema) {
        return "SELECT pg_advisory_xact_lock(%d, %d)".formatted(LOCK, lockOfSchema);
    }

    @Override
    String enter(SchemaName name) {
        return "SET LOCAL search_path TO " + name.value();
    }

    @Override
    void create(String ddl) throws SQLException {
        execute(ddl);
    }

    @Override
    boolean begin(SchemaHistory history, SchemaScript script) throws SQLException {
        return history.begin(script);
    }

    /** Nobody else ever sees a script that was begun. */
    @Override
    OptionalInt takeOver(SchemaScript script) {
        return OptionalInt.empty();
    }

    @Override
    void step(SchemaScript script, int index, String statement) throws SQLException {
        execute(statement);
    }

    @Override
    void commit() throws SQLException {
        connection().commit();
    }

    @Override
    String afterFailure(SchemaHistory history, SchemaScript script, String where) {
        return "Nothing was changed.";
    }

    @Override
    public void close() throws SQLException {
        try {
            connection().rollback();
        } finally {
            super.close();
        }
    }
}
