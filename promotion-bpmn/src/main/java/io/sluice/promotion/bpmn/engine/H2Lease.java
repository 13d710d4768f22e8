package io.sluice.promotion.bpmn.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * The right to create the engine's tables on H2, which has no advisory locks, and whose DDL would release a row lock
 * held on the same connection: a table that only one program can create. It runs out, so that a program that died does
 * not block the others for ever.
 */
final class H2Lease {
    private static final int EXISTS = 42101;
    private static final Set<Integer> MISSING = Set.of(42102, 42103, 42104);

    private H2Lease() {}

    static boolean take(Connection connection, String prefix) throws SQLException {
        dropIfRunOut(connection, table(prefix));
        try {
            EngineSchema.execute(
                    connection,
                    "create table " + table(prefix)
                            + " as select dateadd('MINUTE', 2, current_timestamp) as until_ from dual");
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

    private static void dropIfRunOut(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet runOut =
                        statement.executeQuery("select 1 from " + table + " where until_ < current_timestamp")) {
            if (runOut.next()) {
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
