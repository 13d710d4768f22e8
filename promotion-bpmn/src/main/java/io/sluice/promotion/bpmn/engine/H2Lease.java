package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.H2Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The right to create the engine's tables on H2, which has no advisory locks, and whose DDL would release a row lock
 * held on the same connection: a table that only one program can create. It ends with the session that has it, as far as
 * one may see the sessions of others, and it runs out: a program that died does not block the others for ever.
 */
final class H2Lease {
    private static final int EXISTS = 42101;
    private static final Set<Integer> MISSING = Set.of(42102, 42103, 42104);

    /** Numbers of sessions come again. */
    private static final String HOLDER = "session_id || ' ' || extract(epoch from session_start)";

    private static final String CREATE = """
            create table %s as
            select dateadd('MINUTE', 2, current_timestamp) as until_, %s as holder_
              from information_schema.sessions
             where session_id = session_id()""";

    /** Whoever is no administrator sees only sessions of its own. */
    private static final String IS_OVER = """
            select 1
              from %s
             where until_ < current_timestamp
                or (exists (select 1 from information_schema.users where user_name = current_user and is_admin)
                    and holder_ not in (select %s from information_schema.sessions))""";

    private H2Lease() {}

    static boolean take(Connection connection, String prefix) throws SQLException {
        return H2Sessions.look(() -> tryToTake(connection, prefix));
    }

    private static boolean tryToTake(Connection connection, String prefix) throws SQLException {
        dropIfOver(connection, table(prefix));
        try {
            EngineSchema.execute(connection, CREATE.formatted(table(prefix), HOLDER));
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == EXISTS) {
                return false;
            }
            throw e;
        }
    }

    static void giveBack(Connection connection, String prefix) throws SQLException {
        EngineSchema.execute(connection, "drop table if exists " + table(prefix));
    }

    private static void dropIfOver(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet over = statement.executeQuery(IS_OVER.formatted(table, HOLDER))) {
            if (over.next()) {
                EngineSchema.execute(connection, "drop table if exists " + table);
            }
        } catch (SQLException e) {
            if (!MISSING.contains(e.getErrorCode())) {
                throw e;
            }
        }
    }

    private static String table(String prefix) {
        return prefix + "SLUICE_ENGINE_LEASE";
    }
}
