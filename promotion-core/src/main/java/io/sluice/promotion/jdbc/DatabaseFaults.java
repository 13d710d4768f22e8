package io.sluice.promotion.jdbc;

import io.sluice.promotion.problem.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The one place that knows which error of a database means what to a caller. */
final class DatabaseFaults {
    /** SQLState classes: connection failure, operator intervention that ends sessions, insufficient resources. */
    private static final Set<String> GONE_PREFIXES = Set.of("08", "57P0", "53");

    /** A database that only reads (a replica after a failover); H2: connection broken, database closing. */
    private static final Set<String> GONE = Set.of("25006", "90067", "90098", "90121");

    /**
     * Serialization failure, deadlock, lock not available, statement cancelled by a time limit; H2: lock timeout, row changed
     * meanwhile.
     */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "57014", "HYT00", "50200", "90131");

    private DatabaseFaults() {}

    /** What to throw instead of what JDBI threw. */
    static RuntimeException translate(JdbiException thrown) {
        if (thrown instanceof ConnectionException) {
            return unavailable(thrown);
        }
        return sqlException(thrown)
                .<RuntimeException>map(DatabaseFaults::translate)
                .orElse(thrown);
    }

    /** What to throw instead of what the driver threw. */
    static RuntimeException translate(SQLException fault) {
        String state = fault.getSQLState();
        if (BUSY.contains(orEmpty(state))) {
            return new UnavailableException(
                    "database.busy", "The database could not do this now because others are at it; try again.", fault);
        }
        if (isGone(fault, orEmpty(state))) {
            return unavailable(fault);
        }
        return new RefusedStatementException(fault);
    }

    private static UnavailableException unavailable(Exception cause) {
        return new UnavailableException("database.unavailable", "The database does not answer; try again.", cause);
    }

    private static boolean isGone(SQLException fault, String state) {
        return fault instanceof SQLTransientConnectionException
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLRecoverableException
                || GONE.contains(state)
                || GONE_PREFIXES.stream().anyMatch(state::startsWith);
    }

    private static Optional<SQLException> sqlException(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    private static String orEmpty(@Nullable String state) {
        return state == null ? "" : state;
    }
}
