package io.sluice.promotion.jdbc;

import io.sluice.promotion.problem.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;

/** The databases that Sluice runs on. What differs between them is decided here and in the few places that ask. */
enum Dialect {
    /** Its CURRENT_TIMESTAMP stands still for the length of a transaction, and it has no other clock function. */
    H2("""
            SELECT executing_statement_start AS now
              FROM information_schema.sessions
             WHERE session_id = SESSION_ID()"""),

    POSTGRESQL("SELECT clock_timestamp() AS now");

    private final String now;

    Dialect(String now) {
        this.now = now;
    }

    /** A query for the time at which it runs, in a column {@code now}. */
    String now() {
        return now;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new InvalidInputException(
                        "dataSource",
                        "database.unsupported",
                        "Sluice runs on PostgreSQL and H2, not on " + product + ".");
        };
    }
}
