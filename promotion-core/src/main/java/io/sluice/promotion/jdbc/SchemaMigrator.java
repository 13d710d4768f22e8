package io.sluice.promotion.jdbc;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Brings the schema of a database to the version that this library knows. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class SchemaMigrator {
    /** A migrator for the schema of that name, or the connection's own. */
    public SchemaMigrator(DataSource pool, Optional<String> schema) {}

    /** Runs the scripts that are missing. */
    public void migrate() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The names of the scripts that are missing, in order. */
    public List<String> pendingScripts() {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** What {@link #migrate} would run, for a database administrator to read and run. */
    public String script() {
        throw new IllegalStateException("Not filled in yet.");
    }
}
