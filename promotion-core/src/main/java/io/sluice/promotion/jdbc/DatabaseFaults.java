package io.sluice.promotion.jdbc;

import io.sluice.promotion.transaction.PassingFaults;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** What stores throw instead of what the database's driver and JDBI throw. */
final class DatabaseFaults {
    private DatabaseFaults() {}

    /** What to throw instead of what JDBI threw. */
    static RuntimeException translate(JdbiException thrown) {
        if (thrown instanceof ConnectionException) {
            return PassingFaults.unavailable(thrown);
        }
        return PassingFaults.causeOf(thrown)
                .<RuntimeException>map(DatabaseFaults::translate)
                .orElse(thrown);
    }

    /** What to throw instead of what the driver threw. */
    static RuntimeException translate(SQLException fault) {
        return PassingFaults.of(fault)
                .<RuntimeException>map(passing -> passing)
                .orElseGet(() -> new RefusedStatementException(fault));
    }
}
