package io.sluice.promotion.jdbc;

import io.sluice.promotion.transaction.H2Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a schema script on H2, and how far it came, so that the next start goes on where a program that was killed
 * stopped. A runner is named by its session and by when that began, because numbers of sessions come again.
 */
final class H2Claims {
    private static final String NAME = "session_id || ' ' || EXTRACT(EPOCH FROM session_start)";

    private static final String ME =
            "SELECT " + NAME + " FROM information_schema.sessions WHERE session_id = SESSION_ID()";

    /** Whoever is no administrator sees only sessions of its own, and cannot tell. */
    private static final String IS_GONE = """
            SELECT COUNT(*)
              FROM information_schema.users
             WHERE user_name = CURRENT_USER AND is_admin
               AND NOT EXISTS (SELECT 1 FROM information_schema.sessions WHERE %s = ?)""".formatted(NAME);

    private static final String LACKED = """
            SELECT COUNT(*)
              FROM information_schema.columns
             WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = 'sluice_schema'
               AND LOWER(column_name) IN ('runner', 'done')
            HAVING COUNT(*) < 2""";

    private static final String CLAIM = """
            UPDATE sluice_schema SET runner = ?, done = 0
             WHERE version = ?""";

    private static final String UNFINISHED = """
            SELECT runner, done
              FROM sluice_schema
             WHERE version = ? AND installed_at IS NULL AND failure IS NULL AND runner IS NOT NULL""";

    private static final String TAKE_OVER = """
            UPDATE sluice_schema SET runner = ?
             WHERE version = ? AND runner = ? AND installed_at IS NULL AND failure IS NULL""";

    private static final String NOTE = """
            UPDATE sluice_schema SET done = ?
             WHERE version = ?""";

    private static final String GIVE_BACK = """
            UPDATE sluice_schema SET runner = ''
             WHERE runner = ? AND installed_at IS NULL""";

    private final Connection connection;
    private @Nullable String me;

    H2Claims(Connection connection) {
        this.connection = connection;
    }

    /** Whether the history was made by a version of Sluice that did not keep claims. */
    boolean areLacked() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LACKED);
                ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    /** This session runs the script. */
    void claim(SchemaScript script) throws SQLException {
        update(CLAIM, me(), script.version());
    }

    /** How many statements of the script have run, if its runner is gone and this session now is; empty otherwise. */
    OptionalInt takeOver(SchemaScript script) throws SQLException {
        String runner;
        int done;
        try (PreparedStatement statement = connection.prepareStatement(UNFINISHED)) {
            statement.setInt(1, script.version());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return OptionalInt.empty();
                }
                runner = row.getString("runner");
                done = row.getInt("done");
            }
        }
        boolean free = runner.isEmpty() || H2Sessions.look(() -> isGone(runner));
        return free && update(TAKE_OVER, me(), script.version(), runner) == 1
                ? OptionalInt.of(done)
                : OptionalInt.empty();
    }

    /** So many statements of the script have run. */
    void note(SchemaScript script, int done) throws SQLException {
        update(NOTE, done, script.version());
    }

    /** Whatever this session did not finish, another one may. */
    void giveBack() throws SQLException {
        if (me != null) {
            update(GIVE_BACK, me);
        }
    }

    private boolean isGone(String runner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_GONE)) {
            statement.setString(1, runner);
            try (ResultSet count = statement.executeQuery()) {
                return count.next() && count.getInt(1) > 0;
            }
        }
    }

    private String me() throws SQLException {
        String name = me;
        if (name == null) {
            name = H2Sessions.look(this::nameOfSession);
            me = name;
        }
        return name;
    }

    private String nameOfSession() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ME);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
