package io.sluice.promotion.jdbc;

import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.Update;

/**
 * How every row class talks to the database: a statement as a text block, its {@link Values}, a {@link Row.Reader}. Each
 * call takes the connection of the present unit of work and gives it back; JDBI sees a transaction that somebody else
 * began and leaves it alone.
 */
final class Sql {
    private final Transactions transactions;
    private final Dialect dialect;
    private final Jdbi jdbi;

    Sql(Transactions transactions, Optional<SchemaName> schema) {
        this.transactions = transactions;
        this.dialect = dialectOf(transactions);
        this.jdbi = Jdbi.create(transactions.dataSource());
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(new SqlTemplate(dialect, schema));
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.registerArrayType(String.class, "varchar");
    }

    /** How many rows the statement changed. */
    int update(String statement, Values values) {
        return run(handle -> {
            try (Update update = handle.createUpdate(statement)) {
                return bind(update, values).execute();
            }
        });
    }

    /** Changes exactly one row. */
    void updateOne(String statement, Values values) {
        int rows = update(statement, values);
        if (rows != 1) {
            throw new IllegalStateException("A statement for one row changed " + rows + ".");
        }
    }

    /** Adds a row; refuses with {@code object.exists} when its key is taken. */
    void insert(String statement, Values values) {
        try {
            update(statement, values);
        } catch (RefusedStatementException e) {
            throw e.isDuplicate()
                    ? new ConflictException("object.exists", "An object with this id exists already.")
                    : e;
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
        return run(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(statement)) {
                rows.forEach(values -> bind(batch, values).add());
                return batch.execute();
            }
        });
    }

    /** The one row, if there is one. */
    <T> Optional<T> find(String query, Values values, Row.Reader<T> reader) {
        return run(handle -> {
            try (Query open = handle.createQuery(query)) {
                return bind(open, values)
                        .map((result, context) -> reader.read(new Row(result)))
                        .findOne();
            }
        });
    }

    /** All rows in order. */
    <T> List<T> list(String query, Values values, Row.Reader<T> reader) {
        return run(handle -> {
            try (Query open = handle.createQuery(query)) {
                return bind(open, values)
                        .map((result, context) -> reader.read(new Row(result)))
                        .list();
            }
        });
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

    /** The time at which this runs, not that at which the transaction began: a lock may have been waited for since. */
    Instant now() {
        return find(dialect.now(), Values.none(), row -> row.instant("now"))
                .orElseThrow()
                .truncatedTo(ChronoUnit.MICROS);
    }

    private void requireUnitOfWork() {
        if (!transactions.active()) {
            throw new IllegalStateException("Rows are locked inside a unit of work only.");
        }
    }

    private <T> T run(Function<Handle, T> work) {
        try (Handle handle = jdbi.open()) {
            return work.apply(handle);
        } catch (JdbiException e) {
            throw DatabaseFaults.translate(e);
        }
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Values values) {
        values.forEach(statement::bind);
        return statement;
    }

    private static Dialect dialectOf(Transactions transactions) {
        try (Connection connection = transactions.dataSource().getConnection()) {
            return Dialect.of(connection);
        } catch (SQLException e) {
            throw DatabaseFaults.translate(e);
        }
    }
}
