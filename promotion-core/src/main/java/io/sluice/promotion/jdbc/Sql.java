package io.sluice.promotion.jdbc;

import io.sluice.promotion.jdbc.Exchange.Part;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.transaction.H2Sessions;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/**
 * How every row class talks to the database: a statement as a text block, its {@link Values}, a {@link Row.Reader}. Each
 * call takes the connection of the present unit of work and gives it back; JDBI sees a transaction that somebody else
 * began and leaves it alone. Questions can be asked together; writes that nothing waits for go with the next statement.
 */
final class Sql {
    private final Transactions transactions;
    private final Dialect dialect;
    private final Jdbi jdbi;
    private final Exchange exchange;

    /** Per instance, like the units of work that it goes with. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Backlog> backlog = new ThreadLocal<>();

    Sql(Transactions transactions, Optional<SchemaName> schema) {
        this.transactions = transactions;
        this.dialect = dialectOf(transactions);
        this.exchange = new Exchange(dialect);
        this.jdbi = Jdbi.create(transactions.dataSource());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(new SqlTemplate(dialect, schema));
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.registerArrayType(String.class, "varchar");
    }

    /**
     * What a unit of work does, as one: what is put off in it is written when it ends at the latest, inside its transaction.
     * Its part in a greater one is its own: whoever began that finds everything written.
     */
    <T> T asOne(Supplier<T> body) {
        requireUnitOfWork();
        Backlog around = backlog.get();
        Object connection = run(Sql::identity);
        if (around != null && around.isOf(connection)) {
            return body.get();
        }
        backlog.set(new Backlog(connection));
        try {
            T result = body.get();
            flush();
            return result;
        } finally {
            if (around == null) {
                backlog.remove();
            } else {
                backlog.set(around);
            }
        }
    }

    /** How many rows the statement changed. */
    int update(String statement, Values values) {
        int[] changed = new int[1];
        make(List.of(new Part(statement, values, executed -> changed[0] = executed.getUpdateCount())));
        return changed[0];
    }

    /** Changes exactly one row. */
    void updateOne(String statement, Values values) {
        make(List.of(one(statement, values, Sql::notOne)));
    }

    /** Changes exactly one row, or throws; together with the next statement of the unit of work. */
    void updateOneLater(String statement, Values values, Supplier<RuntimeException> otherwise) {
        later(one(statement, values, otherwise));
    }

    /** Changes exactly one row; together with the next statement of the unit of work. */
    void updateOneLater(String statement, Values values) {
        later(one(statement, values, Sql::notOne));
    }

    /** Changes any number of rows, or adds a row whose key nobody else can have; together with the next statement. */
    void updateLater(String statement, Values values) {
        later(new Part(statement, values, executed -> {}));
    }

    /** Adds a row; refuses with {@code object.exists} when its key is taken. */
    void insert(String statement, Values values) {
        flush(); // What it refuses is about this row.
        try {
            update(statement, values);
        } catch (RefusedStatementException e) {
            throw e.isDuplicate()
                    ? new ConflictException("object.exists", "An object with this id exists already.")
                    : e;
        }
    }

    /** Adds a row whose key nobody else can have at present; together with the next statement of the unit of work. */
    void insertLater(String statement, Values values) {
        if (present().isPresent()) {
            updateLater(statement, values);
        } else {
            insert(statement, values);
        }
    }

    /** Runs one statement for each of the values, together with the next statement of the unit of work. */
    void batchLater(String statement, List<Values> rows) {
        if (present().isPresent()) {
            rows.forEach(values -> updateLater(statement, values));
        } else {
            batch(statement, rows);
        }
    }

    /**
     * Adds a row unless its key is taken, and says whether it did. A transaction that is adding the same key is waited for.
     * Goes on in the same transaction either way: PostgreSQL is told to do nothing, H2 undoes only the statement.
     */
    boolean insertIfAbsent(String statement, Values values) {
        if (dialect == Dialect.POSTGRESQL) {
            return update(statement + "\nON CONFLICT DO NOTHING", values) == 1;
        }
        flush();
        try {
            return update(statement, values) == 1;
        } catch (RefusedStatementException e) {
            if (e.isDuplicate()) {
                return false;
            }
            throw e;
        }
    }

    /** Runs one statement for each of the values, in one round trip, and says how many rows each changed. */
    int[] batch(String statement, List<Values> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        flush();
        return run(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(statement)) {
                rows.forEach(values -> {
                    values.forEach(batch::bind);
                    batch.add();
                });
                return batch.execute();
            }
        });
    }

    /** The one row, if there is one. */
    <T> Optional<T> find(String query, Values values, Row.Reader<T> reader) {
        return findRead(query, values, reader).value();
    }

    /** All rows in order. */
    <T> List<T> list(String query, Values values, Row.Reader<T> reader) {
        return read(query, values, reader, rows -> rows).value();
    }

    /** The question for the one row. */
    <T> Read<Optional<T>> findRead(String query, Values values, Row.Reader<T> reader) {
        return read(query, values, reader, Sql::only);
    }

    /** The question for rows, and what is made of them. */
    <R, T> Read<T> read(String query, Values values, Row.Reader<R> reader, Function<List<R>, T> gather) {
        return Read.of(this, query, values, reader, gather);
    }

    /** The question for a row that is to be locked, and what is made of it. */
    <R, T> Read<T> lockRead(String query, Values values, Row.Reader<R> reader, Function<Optional<R>, T> gather) {
        requireUnitOfWork();
        return read(query, values, reader, rows -> gather.apply(only(rows)));
    }

    /** Asks what was not asked yet, in one round trip where the database allows that. */
    void ask(List<Read<?>> reads) {
        List<Part> parts = reads.stream()
                .filter(read -> !read.isAnswered())
                .distinct()
                .map(Read::part)
                .toList();
        if (!parts.isEmpty()) {
            make(parts);
        }
    }

    /** The one row, locked. A lock that ends with its own statement protects nothing, hence only in a unit of work. */
    <T> Optional<T> lock(String query, Values values, Row.Reader<T> reader) {
        requireUnitOfWork();
        return find(query, values, reader);
    }

    /** All rows in order, locked. */
    <T> List<T> lockAll(String query, Values values, Row.Reader<T> reader) {
        requireUnitOfWork();
        return list(query, values, reader);
    }

    /** A row that the present unit of work holds locked, as it last read or wrote it. */
    <T> Optional<T> held(Object key, Class<T> type) {
        return present().flatMap(unit -> unit.held(key, type));
    }

    /** Remembers a row that the present unit of work holds locked. */
    void hold(Object key, Object row) {
        present().ifPresent(unit -> unit.hold(key, row));
    }

    /** Forgets a row: it was changed in a way that only the database knows. */
    void release(Object key) {
        present().ifPresent(unit -> unit.release(key));
    }

    /** The time at which this runs, not that at which the transaction began: a lock may have been waited for since. */
    Instant now() {
        return H2Sessions.look(() -> find(dialect.now(), Values.none(), row -> row.instant("now")))
                .orElseThrow()
                .truncatedTo(ChronoUnit.MICROS);
    }

    private void requireUnitOfWork() {
        if (!transactions.active()) {
            throw new IllegalStateException("Rows are locked inside a unit of work only.");
        }
    }

    private void later(Part write) {
        present().ifPresentOrElse(unit -> unit.add(write), () -> make(List.of(write)));
    }

    private void flush() {
        make(List.of());
    }

    private void make(List<Part> parts) {
        run(handle -> {
            List<Part> all = new ArrayList<>(present(handle).map(Backlog::take).orElse(List.of()));
            all.addAll(parts);
            if (!all.isEmpty()) {
                exchange.make(handle, all);
            }
            return all;
        });
    }

    /** What the present unit of work has put off and holds, if it is one that does. */
    private Optional<Backlog> present() {
        return backlog.get() == null ? Optional.empty() : run(this::present);
    }

    private Optional<Backlog> present(Handle handle) {
        return Optional.ofNullable(backlog.get()).filter(unit -> unit.isOf(identity(handle)));
    }

    /** The connection behind whatever is wrapped around it: one unit of work keeps it, no other has it meanwhile. */
    private static Object identity(Handle handle) {
        try {
            return handle.getConnection().getMetaData().getConnection();
        } catch (SQLException e) {
            throw DatabaseFaults.translate(e);
        }
    }

    private static Part one(String statement, Values values, Supplier<RuntimeException> otherwise) {
        return new Part(statement, values, executed -> {
            if (executed.getUpdateCount() != 1) {
                throw otherwise.get();
            }
        });
    }

    private static RuntimeException notOne() {
        return new IllegalStateException("A statement for one row changed another number of them.");
    }

    private static <T> Optional<T> only(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("A question for one row found " + rows.size() + ".");
        }
        return rows.stream().findFirst();
    }

    private <T> T run(Function<Handle, T> work) {
        try (Handle handle = jdbi.open()) {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw DatabaseFaults.translate(e);
        }
    }

    private static Dialect dialectOf(Transactions transactions) {
        try (Connection connection = transactions.dataSource().getConnection()) {
            return Dialect.of(connection);
        } catch (SQLException e) {
            throw DatabaseFaults.translate(e);
        }
    }
}
