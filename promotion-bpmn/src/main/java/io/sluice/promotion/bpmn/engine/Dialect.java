package io.sluice.promotion.bpmn.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The databases the engine's tables can lie in. */
enum Dialect {
    H2("h2"),
    POSTGRES("postgres");

    private final String engineName;

    Dialect(String engineName) {
        this.engineName = engineName;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRES;
            default -> throw new IllegalStateException("Sluice runs on H2 and PostgreSQL, not on " + product + ".");
        };
    }

    /** How the engine calls this database, in its configuration and in the names of its scripts. */
    String engineName() {
        return engineName;
    }

    /** A name as the database keeps it when it is not quoted. */
    String fold(String name) {
        return this == POSTGRES ? name.toLowerCase(Locale.ROOT) : name.toUpperCase(Locale.ROOT);
    }
}
