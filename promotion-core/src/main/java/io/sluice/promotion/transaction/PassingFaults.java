package io.sluice.promotion.transaction;

import io.sluice.promotion.problem.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the errors of a database that pass by themselves, because it is busy or away, from those that do not. For whatever
 * works on the connections of {@link Transactions}, so that callers are told the same by all of it.
 */
public final class PassingFaults {
    /** SQLState classes: connection failure, operator intervention that ends sessions, insufficient resources. */
    private static final Set<String> GONE_PREFIXES = Set.of("08", "57P0", "53");

    /**
     * A database that only reads (a replica after a failover), a session that was ended because it stood still in a
     * transaction, or took too long for one; H2: connection broken, database closing.
     */
    private static final Set<String> GONE = Set.of("25006", "25P03", "25P04", "90067", "90098", "90121");

    /**
     * Serialization failure, deadlock, lock not available, statement cancelled by a time limit; H2: lock timeout, row changed
     * meanwhile.
     */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "57014", "HYT00", "50200", "90131");

    private PassingFaults() {}

    /**
     * What to tell a caller instead of this error, if it passes.
     *
     * @return with {@code database.busy} or {@code database.unavailable}
     */
    public static Optional<UnavailableException> of(SQLException fault) {
        String state = Optional.ofNullable(fault.getSQLState()).orElse("");
        if (BUSY.contains(state)) {
            return Optional.of(new UnavailableException(
                    "database.busy", "The database could not do this now because others are at it; try again.", fault));
        }
        return isGone(fault, state) ? Optional.of(unavailable(fault)) : Optional.empty();
    }

    /** The same for the error of a database that is the cause of something else. */
    public static Optional<UnavailableException> in(Throwable thrown) {
        return causeOf(thrown).flatMap(PassingFaults::of);
    }

    /** The database does not answer. */
    public static UnavailableException unavailable(Exception cause) {
        return new UnavailableException("database.unavailable", "The database does not answer; try again.", cause);
    }

    /** The error of a database behind something that was thrown. */
    public static Optional<SQLException> causeOf(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    private static boolean isGone(SQLException fault, String state) {
        return fault instanceof SQLTransientConnectionException
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof SQLRecoverableException
                || GONE.contains(state)
                || GONE_PREFIXES.stream().anyMatch(state::startsWith);
    }
}
