package io.sluice.promotion.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table {@code sluice_schema} on one connection: which scripts ran, or were begun. */
final class SchemaHistory {
    /**
     * One script's row.
     *
     * @param version its number
     * @param checksum what it contained
     * @param installed whether it ran to its end
     * @param failure where it stopped, if it did
     */
    record Entry(int version, String checksum, boolean installed, Optional<String> failure) {}

    static final String CREATE = """
            CREATE TABLE IF NOT EXISTS sluice_schema (
                version       INTEGER      NOT NULL,
                description   VARCHAR(200) NOT NULL,
                checksum      VARCHAR(64)  NOT NULL,
                installed_at  TIMESTAMP(6) WITH TIME ZONE,
                failure       VARCHAR(400),
                runner        VARCHAR(100),
                done          INTEGER,
                CONSTRAINT sluice_schema_pk PRIMARY KEY (version)
            )""";

    private static final String EXISTS = """
            SELECT COUNT(*)
              FROM information_schema.tables
             WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = 'sluice_schema'""";

    private static final String READ = """
            SELECT version, checksum, installed_at, failure
              FROM sluice_schema""";

    private static final String BEGIN = """
            INSERT INTO sluice_schema (version, description, checksum)
            VALUES (?, ?, ?)""";

    private static final String FINISH = """
            UPDATE sluice_schema SET installed_at = CURRENT_TIMESTAMP
             WHERE version = ?""";

    private static final String FAIL = """
            UPDATE sluice_schema SET failure = ?
             WHERE version = ?""";

    private final Connection connection;

    SchemaHistory(Connection connection) {
        this.connection = connection;
    }

    boolean exists() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(EXISTS)) {
            return count.next() && count.getInt(1) > 0;
        }
    }

    Map<Integer, Entry> read() throws SQLException {
        Map<Integer, Entry> entries = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            while (row.next()) {
                int version = row.getInt("version");
                boolean installed = row.getObject("installed_at") != null;
                Optional<String> failure = Optional.ofNullable(row.getString("failure"));
                entries.put(version, new Entry(version, row.getString("checksum"), installed, failure));
            }
        }
        return entries;
    }

    /** Claims a script. Of two nodes that both found it missing, one is told no by the primary key. */
    boolean begin(SchemaScript script) throws SQLException {
        try {
            write(BEGIN, script.version(), script.description(), script.checksum());
            return true;
        } catch (SQLException e) {
            if (new RefusedStatementException(e).isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    void finish(SchemaScript script) throws SQLException {
        write(FINISH, script.version());
    }

    void fail(SchemaScript script, String failure) throws SQLException {
        write(FAIL, failure, script.version());
    }

    /** What an administrator runs after a script, in place of {@link #begin} and {@link #finish}. */
    static String installed(SchemaScript script) {
        return """
                INSERT INTO sluice_schema (version, description, checksum, installed_at)
                VALUES (%d, '%s', '%s', CURRENT_TIMESTAMP)""".formatted(script.version(), script.description(), script.checksum());
    }

    private void write(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
