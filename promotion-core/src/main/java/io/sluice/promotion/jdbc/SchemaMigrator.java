package io.sluice.promotion.jdbc;

import io.sluice.promotion.jdbc.SchemaHistory.Entry;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.UnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema of a database to the version that this library knows. One node does it while the others wait; when
 * nothing is missing, only the history is read. Internal: used by the entry package.
 *
 * <p>On PostgreSQL all missing scripts run in one transaction behind an advisory lock, so a script that fails leaves
 * nothing behind. On H2, where every DDL statement commits, the row that claims a script is the lock: every connection
 * sees it at once, and it needs no second connection, which a pool of one could not give. Behind a program that was killed
 * there, the next start goes on where it stopped. A script that fails is marked, and every later start says where.
 *
 * <p>Refusals are conflicts with the codes {@code schema.tooNew}, {@code schema.checksum}, {@code schema.failed} and
 * {@code schema.incomplete}.
 */
public final class SchemaMigrator {
    /** Something to do on one connection. */
    private interface Task<T> {
        T on(SchemaSession session) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DataSource pool;
    private final Optional<SchemaName> schema;
    private final List<SchemaScript> scripts;
    private final Duration patience;

    /**
     * A migrator for the schema of that name, which it creates when absent, or for the one that the connections are in.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException {@code schema.name}
     */
    public SchemaMigrator(DataSource pool, Optional<String> schema) {
        this(pool, schema, SchemaScript.all(), PATIENCE);
    }

    SchemaMigrator(DataSource pool, Optional<String> schema, List<SchemaScript> scripts, Duration patience) {
        this.pool = pool;
        this.schema = SchemaName.of(schema);
        this.scripts = List.copyOf(scripts);
        this.patience = patience;
    }

    /** Runs the scripts that are missing. */
    public void migrate() {
        if (!pending().isEmpty()) {
            inSession(this::migrate);
        }
    }

    /** Refuses with {@code schema.incomplete} when scripts are missing, for hosts whose administrator runs them. */
    public void requireCurrent() {
        List<String> missing = pendingScripts();
        if (!missing.isEmpty()) {
            throw new ConflictException(
                    "schema.incomplete", "The database lacks the scripts " + String.join(", ", missing) + ".");
        }
    }

    /** The names of the scripts that are missing, in order. */
    public List<String> pendingScripts() {
        return pending().stream().map(SchemaScript::name).toList();
    }

    /**
     * What {@link #migrate} would run, for a database administrator to read and run; it notes what was installed, so that
     * nothing is left to migrate afterwards. Empty when nothing is missing.
     */
    public String script() {
        List<SchemaScript> missing = pending();
        return missing.isEmpty() ? "" : inSession(session -> script(session, missing));
    }

    private boolean migrate(SchemaSession session) throws SQLException {
        session.lock();
        session.enterOrCreate();
        session.createHistory();
        SchemaHistory history = session.history();
        missing(history.read());
        for (SchemaScript script : scripts) {
            if (!history.read().containsKey(script.version()) && session.begin(history, script)) {
                run(session, script, 0);
            } else {
                awaitInstalled(session, script);
            }
        }
        session.commit();
        return true;
    }

    private List<SchemaScript> pending() {
        return inSession(session -> {
            SchemaHistory history = session.history();
            return session.enterIfThere() && history.exists() ? missing(history.read()) : scripts;
        });
    }

    private List<SchemaScript> missing(Map<Integer, Entry> installed) {
        int known = scripts.get(scripts.size() - 1).version();
        int found = installed.keySet().stream().max(Integer::compare).orElse(0);
        if (found > known) {
            throw new ConflictException(
                    "schema.tooNew", "The database is at " + found + ", this version knows " + known + ".");
        }
        return scripts.stream()
                .filter(script -> !isInstalled(script, installed.get(script.version())))
                .toList();
    }

    private static boolean isInstalled(SchemaScript script, @Nullable Entry entry) {
        if (entry == null) {
            return false;
        }
        if (!entry.checksum().equals(script.checksum())) {
            throw new ConflictException(
                    "schema.checksum", "Schema script " + script.name() + " is not the one that was installed.");
        }
        return entry.installed();
    }

    private static void run(SchemaSession session, SchemaScript script, int from) throws SQLException {
        List<String> statements = script.statements();
        for (int i = from; i < statements.size(); i++) {
            try {
                session.step(script, i, statements.get(i));
            } catch (SQLException e) {
                String where = "statement %d of %d (SQLState %s)".formatted(i + 1, statements.size(), e.getSQLState());
                String left = session.afterFailure(session.history(), script, where);
                throw failed("Schema script " + script.name() + " failed at " + where + ". " + left, e);
            }
        }
        session.history().finish(script);
        LOG.info("Schema script {} installed.", script.name());
    }

    /** A lock that could not be had is worth another try; everything else needs a person. */
    private static RuntimeException failed(String message, SQLException cause) {
        RuntimeException fault = DatabaseFaults.translate(cause);
        if (fault instanceof UnavailableException) {
            return fault;
        }
        ConflictException failure = new ConflictException("schema.failed", message);
        failure.addSuppressed(cause);
        return failure;
    }

    /** Another node is at it, or was when it died. */
    private void awaitInstalled(SchemaSession session, SchemaScript script) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Entry entry = session.history().read().get(script.version());
            if (isInstalled(script, entry)) {
                return;
            }
            OptionalInt done = session.takeOver(script);
            if (done.isPresent()) {
                LOG.info("Schema script {} was begun and not finished; it goes on.", script.name());
                run(session, script, done.getAsInt());
                return;
            }
            Optional<String> failure = entry == null ? Optional.empty() : entry.failure();
            if (failure.isPresent()
                    || System.nanoTime() - deadline > 0
                    || Thread.currentThread().isInterrupted()) {
                throw new ConflictException(
                        "schema.incomplete",
                        "Schema script " + script.name()
                                + failure.map(where -> " stopped at " + where)
                                        .orElse(" was begun and has not finished; another node is at it or died")
                                + ". Wait for that node, restore the backup, or finish the script by hand and set"
                                + " installed_at of version " + script.version() + " in sluice_schema.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String script(SchemaSession session, List<SchemaScript> missing) {
        StringBuilder text = new StringBuilder();
        schema.ifPresent(name -> text.append("CREATE SCHEMA IF NOT EXISTS ")
                .append(name.value())
                .append(";\n")
                .append(session.enter(name).replace("SET LOCAL", "SET"))
                .append(";\n"));
        text.append(SchemaHistory.CREATE).append(";\n");
        for (SchemaScript script : missing) {
            text.append("\n-- ").append(script.name()).append('\n').append(script.text());
            text.append('\n').append(SchemaHistory.installed(script)).append(";\n");
        }
        return text.toString();
    }

    private <T> T inSession(Task<T> task) {
        try (SchemaSession session = SchemaSession.open(pool, schema)) {
            return task.on(session);
        } catch (SQLException e) {
            throw DatabaseFaults.translate(e);
        }
    }
}
