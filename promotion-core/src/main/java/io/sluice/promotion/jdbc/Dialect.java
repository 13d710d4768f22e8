package io.sluice.promotion.jdbc;

import io.sluice.promotion.problem.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;

/** The databases that Sluice runs on. What differs between them is decided here and in the few places that ask. */
enum Dialect {
    H2,
    POSTGRESQL;

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
